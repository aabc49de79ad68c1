/**
 * Names of keys in memory. JavaScript moves keys that look like list places ("7") before all others, so an object read
 * from a file would forget where they stood. In memory such a key, and one that already begins with U+0000, has a U+0000
 * before it; the writer takes it away. All other keys are themselves.
 */
const MARK = '\u0000';
const listPlace = /^(0|[1-9]\d*)$/;

export function escapeKey(key: string): string {
  return listPlace.test(key) || key.startsWith(MARK) ? MARK + key : key;
}

export function unescapeKey(key: string): string {
  return key.startsWith(MARK) ? key.slice(MARK.length) : key;
}
