import { setTimeout as after } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { holdings, startAndStop } from './cycles.testKit';

/** `npm run test:long -- swarm-cycles` does it 1,000 times. */
const CYCLES = 12;

describe('a swarm of three peers', () => {
  it(`that is started and stopped ${CYCLES} times leaves no descriptor, timer, port or file behind`, async () => {
    // The first one opens what a process keeps for good, such as the threads that read files.
    await startAndStop(1, () => 50);
    await after(100);
    const before = await holdings();
    expect(await startAndStop(CYCLES, (cycle) => [0, 5, 20, 60][cycle % 4]!)).toEqual([]);
    await after(100);
    const left = await holdings();
    expect(left).toEqual(before);
  });
});
