import type { TrackerLine } from '@core/messages/index';
import type { ChartWords } from '../../charts/words';

/**
 * What the tracker did, in a sentence.
 * @param nameOf the name of a peer of the trace, 0 the server
 */
export function trackerText(line: TrackerLine, nameOf: (peer: number) => string, { say }: ChartWords): string {
  switch (line.kind) {
    case 'announce':
      return say(`real.tracker.line.${line.event}`, { who: whoOf(line, nameOf, say), n: line.told });
    case 'expiry':
      return say('real.tracker.line.expiry', { who: whoOf(line, nameOf, say) });
    case 'refusal':
      return say('real.tracker.line.refusal', { who: line.host, reason: say(`real.tracker.refusal.${line.code}`) });
    case 'up':
      return say('real.tracker.line.up');
    case 'down':
      return say('real.tracker.line.down');
  }
}

function whoOf({ peer, host, port }: { readonly peer: number; readonly host: string; readonly port: number }, nameOf: (peer: number) => string, say: ChartWords['say']): string {
  return peer >= 0 ? nameOf(peer) : say('real.tracker.stranger', { host, port });
}
