/** As it is compared: one form of each Korean syllable and accent, without case and marks around words. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[…&()]/g, ' ');

/**
 * Whether an action is meant: each word of the query begins or is inside of some word of its names, in whatever order.
 * @param names in all languages, so that it is found by any of them
 * @param query as it was typed; empty means everything
 */
export function isMeant(names: readonly string[], query: string): boolean {
  const text = names.map(plain).join(' ');
  return plain(query).split(/\s+/).every((word) => text.includes(word));
}
