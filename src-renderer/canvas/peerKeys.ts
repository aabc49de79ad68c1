/** What a key asks for with a peer that is chosen: its menu, or that it goes. Null: the key is for something else. */
export function peerKeyOf({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): 'menu' | 'remove' | null {
  if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) return 'menu';
  return key === 'Delete' ? 'remove' : null;
}
