import path from 'node:path';

const LONGEST = 100;
/** Names that Windows keeps for devices, with any ending. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** A file name that every system takes, from any text: no folders, no control or direction characters, not too long. */
export function safeFileName(text: string, ending: string): string {
  const stem = (text.endsWith(ending) ? text.slice(0, -ending.length) : text)
    // Format characters (Cf) include those that turn the direction of writing and so hide an ending.
    .replace(/[\p{Cc}\p{Cf}\p{Surrogate}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const short = [...stem].slice(0, LONGEST).join('').trimEnd();
  const usable = short === '' || RESERVED.test(short.split('.')[0] ?? '') ? `swarm-lab ${short}`.trim() : short;
  return `${usable}${ending}`;
}

/** The path as chosen in a dialog, with an ending where none was typed: not every system's dialog adds it. */
export function withEnding(file: string, ending: string): string {
  return path.extname(file) === '' ? `${file}${ending}` : file;
}
