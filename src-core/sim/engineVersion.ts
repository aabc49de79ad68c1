/** Part of every digest. Changes whenever the digest of any scenario could, with a line in the CHANGELOG. */
export const ENGINE_VERSION = '2';
