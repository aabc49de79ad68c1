import type { RealEvent, RealRequest, RealState } from '@core/messages/index';
import { vi } from 'vitest';
import { serveReal } from './serveReal';

type Kind = RealEvent['kind'];
type Of<K extends Kind> = Extract<RealEvent, { kind: K }>;

/**
 * A window with real peers behind a port of Node, as Electron gives it one of its own.
 * @param takesRows false: it hangs, and says of no chunk that it has it
 */
export function openWindow({ takesRows = true } = {}) {
  const { port1, port2 } = new MessageChannel();
  const heard: RealEvent[] = [];
  const stop = serveReal({
    send: (event) => port1.postMessage(event),
    onMessage: (listener) => (port1.onmessage = ({ data }) => listener(data)),
    onClose: (listener) => void port1.addEventListener('close', listener),
  }, () => void stop(), { targetSeconds: 4 });
  const ask = (request: RealRequest) => port2.postMessage(request);
  port2.onmessage = ({ data }: MessageEvent<RealEvent>) => {
    heard.push(data);
    if (takesRows && data.kind === 'chunk') ask({ runId: data.runId, kind: 'taken' });
  };
  const all = <K extends Kind>(kind: K) => heard.filter((event): event is Of<K> => event.kind === kind);
  const first = <K extends Kind>(kind: K, timeout = 30_000) => vi.waitUntil(() => all(kind)[0], { timeout, interval: 10 });
  const until = (holds: (state: RealState) => boolean) => vi.waitUntil(() => all('state').some(({ state }) => holds(state)), { timeout: 30_000, interval: 10 });
  return { ask, heard, all, first, until, port: port2, stop, async close() { await stop(); port2.close(); } };
}
