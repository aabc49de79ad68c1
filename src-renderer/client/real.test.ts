import { REAL_PORT, type ProcessGone } from '@core/messages/index';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRealClient } from './real';

/** Processes of real peers that say their run is over and then stay, until they are killed. */
class StayingProcess {
  readonly window = new EventTarget();
  private gone: (event: ProcessGone) => void = () => undefined;
  starts = 0;
  kills = 0;
  readonly lab = {
    onRealGone: (listener: (event: ProcessGone) => void) => ((this.gone = listener), () => undefined),
    endReal: async () => {
      this.kills += 1;
      this.gone({ wanted: true, problem: { code: 'realEnded', detail: '' } });
    },
    connectReal: async () => {
      this.starts += 1;
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => port1.postMessage({ runId: data.runId, kind: 'cancelled' });
      this.window.dispatchEvent(Object.assign(new Event('message'), { data: REAL_PORT, ports: [port2], source: this.window }));
      return true;
    },
  };
}

let house: StayingProcess;

beforeEach(() => {
  vi.useFakeTimers();
  house = new StayingProcess();
  vi.stubGlobal('window', Object.assign(house.window, { lab: house.lab }));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a process that stays after its run is ended half a second later, and the next run has another', async () => {
  const heard: string[] = [];
  const client = createRealClient(({ runId, kind }) => heard.push(`${runId} ${kind}`), () => heard.push('gone'));
  await client.send('first', { kind: 'stopTracker' });
  await vi.waitUntil(() => heard.length === 1);
  const next = client.send('second', { kind: 'stopTracker' });
  await vi.advanceTimersByTimeAsync(400);
  expect([house.kills, house.starts]).toEqual([0, 1]);
  await vi.advanceTimersByTimeAsync(100);
  expect([await next, house.kills, house.starts]).toEqual([true, 1, 2]);
  await vi.waitUntil(() => heard.length === 2);
  expect(heard).toEqual(['first cancelled', 'second cancelled']);
});
