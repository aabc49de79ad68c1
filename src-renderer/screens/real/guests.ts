import type { RealState } from '@core/messages/index';
import type { TraceHeader } from '@core/trace/index';
import { peerName } from '../../canvas/peerNames';
import type { ChartWords } from '../../charts/words';
import type { Format } from '../../composables/format';

/** An outside client that takes part in a real run. */
export interface Guest {
  readonly peer: number;
  /** As it is called in all views. */
  readonly name: string;
  /** How much of the content it holds. */
  readonly share: string;
}

/** The outside clients that have come, in the order in which they did. */
export function guestsOf(state: RealState | null, header: TraceHeader | null, words: ChartWords, format: Format): readonly Guest[] {
  if (state === null || header === null) return [];
  return state.peers.flatMap(({ peer, client, heldPieces }) =>
    (client === null || peer >= header.peerCount ? [] : [{ peer, name: peerName(peer, header, words), share: format.percent(heldPieces / header.pieceCount) }]));
}
