import type { TraceHeader } from './types';

/** What an outside client of a real run calls itself (empty: it does not say); null: the peer is one of the scenario's, or the server. */
export function outsideName({ peerCount, outside = [] }: Pick<TraceHeader, 'peerCount' | 'outside'>, peer: number): string | null {
  return outside[peer - peerCount + outside.length] ?? null;
}
