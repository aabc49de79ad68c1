import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { nextTick } from 'vue';
import { MEASURED_PEERS, useMeasurement } from './measurement';
import { openSmall, RealHouse } from './realHouse.testKit';

let house: RealHouse;

beforeEach(() => {
  house = new RealHouse();
  vi.stubGlobal('window', Object.assign(house.window, { lab: house.lab }));
  setActivePinia(createPinia());
});
afterEach(() => house.die('', true));

test('Stop on the run of one N ends the whole measuring', { timeout: 90_000 }, async () => {
  const { real } = openSmall(2);
  const measurement = useMeasurement();
  const whole = measurement.start();
  await vi.waitUntil(() => real.standing?.place, { timeout: 60_000, interval: 20 });
  expect(measurement.step).toEqual({ at: 0, peers: MEASURED_PEERS[0], kind: 'real' });
  real.stop();
  await whole;
  await nextTick();
  expect([measurement.isMeasuring, measurement.missed, real.isRunning, real.record?.status]).toEqual([false, [], false, 'cancelled']);
});
