import type { TrackerLine } from '@core/messages/index';
import type { TrackerEvent } from '../tracker/tracker';

/** A line of the tracker's log. @param peer the number of who announced itself or was struck out, or -1 */
export function trackerLine(event: TrackerEvent, peer: number, timeSeconds: number): TrackerLine {
  switch (event.kind) {
    case 'announce':
      return { timeSeconds, kind: 'announce', peer, host: event.host, port: event.port, event: event.event ?? 'periodic', told: event.toldCount };
    case 'refusal':
      return { timeSeconds, kind: 'refusal', host: event.host, code: event.code, detail: String(event.detail) };
    case 'expiry':
      return { timeSeconds, kind: 'expiry', peer, host: event.host, port: event.port };
  }
}
