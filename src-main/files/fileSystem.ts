import { access, constants, lstat, open, readdir, readlink, realpath, rename, stat, unlink } from 'node:fs/promises';

/** What is asked about a file before it is touched. */
export interface FileFacts {
  readonly size: number;
  readonly mode: number;
  readonly mtimeMs: number;
  isFile(): boolean;
}

export interface OpenFile {
  /** May write fewer bytes than asked: the count tells. */
  write(bytes: Uint8Array, offset: number, length: number): Promise<{ readonly bytesWritten: number }>;
  chmod(mode: number): Promise<void>;
  sync(): Promise<void>;
  stat(): Promise<FileFacts>;
  close(): Promise<void>;
}

/** The one seam between saving and the disk, so that a test can make each n-th call fail. */
export interface FileSystem {
  realpath(path: string): Promise<string>;
  readlink(path: string): Promise<string>;
  stat(path: string): Promise<FileFacts>;
  lstat(path: string): Promise<FileFacts>;
  readdir(path: string): Promise<string[]>;
  isWritable(path: string): Promise<boolean>;
  open(path: string, flags: 'wx' | 'r', mode?: number): Promise<OpenFile>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
}

export const nodeFileSystem: FileSystem = {
  realpath: (path) => realpath(path),
  readlink: (path) => readlink(path),
  stat: (path) => stat(path),
  lstat: (path) => lstat(path),
  readdir: (path) => readdir(path),
  isWritable: (path) => access(path, constants.W_OK).then(() => true, () => false),
  open: (path, flags, mode) => open(path, flags, mode),
  rename: (from, to) => rename(from, to),
  unlink: (path) => unlink(path),
};

/** The code of a system error, such as `ENOSPC`; empty for any other error. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** An error that is told apart by its code, like those of the system. */
export function codedError(code: string, message: string): Error & { code: string } {
  return Object.assign(new Error(`${code}: ${message}`), { code });
}
