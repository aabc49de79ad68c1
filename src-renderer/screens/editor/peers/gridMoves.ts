/** A cell of the table: the number of its peer, and its place in the row (0 is the number itself). */
export interface GridPlace {
  readonly peer: number;
  readonly at: number;
}

/** Where a key leads from a cell; null: it is no key for moving. */
export function moved(key: Pick<KeyboardEvent, 'key' | 'ctrlKey'>, { peer, at }: GridPlace, peers: number, cells: number, page: number): GridPlace | null {
  const to = (nextPeer: number, nextAt: number): GridPlace => ({ peer: Math.min(Math.max(1, nextPeer), Math.max(1, peers)), at: Math.min(Math.max(0, nextAt), cells - 1) });
  switch (key.key) {
    case 'ArrowUp':
      return to(peer - 1, at);
    case 'ArrowDown':
      return to(peer + 1, at);
    case 'ArrowLeft':
      return to(peer, at - 1);
    case 'ArrowRight':
      return to(peer, at + 1);
    case 'PageUp':
      return to(peer - page, at);
    case 'PageDown':
      return to(peer + page, at);
    case 'Home':
      return key.ctrlKey ? to(1, 0) : to(peer, 0);
    case 'End':
      return key.ctrlKey ? to(peers, cells - 1) : to(peer, cells - 1);
    default:
      return null;
  }
}
