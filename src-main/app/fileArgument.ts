import path from 'node:path';

/**
 * The file named on a command line, as an absolute path; null: none.
 * @param argv all of it, the program first
 * @param isDevelopment started as `electron [flags] FOLDER [file]`: the folder is no file to open
 */
export function fileArgument(argv: readonly string[], folder: string, isDevelopment: boolean): string | null {
  const words = argv.slice(1).filter((word) => word !== '' && !word.startsWith('-'));
  const file = words[isDevelopment ? 1 : 0];
  return file === undefined ? null : path.resolve(folder, file);
}
