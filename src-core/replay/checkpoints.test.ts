import { expect, test } from 'vitest';
import { CHECKPOINT_ROWS, Checkpoints } from './checkpoints';
import { takeCheckpoint } from './checkpoint';
import { Swarm } from './swarm';
import { headerOf } from './traces.testKit';

test('checkpoints keep within their memory by standing further apart, and each stays where it was', () => {
  const header = headerOf(3, 40);
  const swarm = new Swarm(header, null);
  const roomFor = 5;
  const checkpoints = new Checkpoints(roomFor * takeCheckpoint(swarm).byteLength);
  for (let nth = 1; nth <= 20; nth++) {
    swarm.uploadedBits[1] = nth;
    checkpoints.offer(nth * CHECKPOINT_ROWS, swarm);
  }
  const looking = new Swarm(header, null);
  const places = Array.from({ length: 21 }, (_, nth) => checkpoints.before(nth * CHECKPOINT_ROWS + 5) / CHECKPOINT_ROWS);
  expect(places).toEqual([0, 0, 0, 0, 4, 4, 4, 4, 8, 8, 8, 8, 12, 12, 12, 12, 16, 16, 16, 16, 20]);
  for (const place of new Set(places)) {
    checkpoints.restore(place * CHECKPOINT_ROWS, looking);
    expect(looking.uploadedBits[1]).toBe(place);
  }
});
