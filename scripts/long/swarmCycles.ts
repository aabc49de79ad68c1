import { setTimeout as wait } from 'node:timers/promises';
import { holdings, startAndStop, type Holdings } from '../../src-main/peers/swarm/cycles.testKit';
import { allOf, noneOf, type LongPart } from './part';

const CYCLES = 1_000;
/** Said after so many. */
const AT_ONCE = 50;

const sum = ({ resources }: Holdings) => Object.values(resources).reduce((total, count) => total + count, 0);

/** Real swarms of three peers are started and stopped, each at another moment: what of them does the process still hold? */
export const swarmCycles: LongPart = {
  name: 'swarm-cycles',
  async measure({ times, say }) {
    const cycles = times ?? CYCLES;
    const waitMs = (cycle: number) => [0, 5, 20, 60][cycle % 4]!;
    // The first one opens what a process keeps for good, such as the threads that read files.
    await startAndStop(1, () => 50);
    await wait(100);
    const before = await holdings();
    const answering: string[] = [];
    for (let done = 0; done < cycles; done += AT_ONCE) {
      answering.push(...(await startAndStop(Math.min(AT_ONCE, cycles - done), waitMs)));
      say(`${Math.min(cycles, done + AT_ONCE)} of ${cycles}`);
    }
    await wait(100);
    const after = await holdings();
    return [
      allOf('swarms of three peers that were started and stopped', cycles, cycles),
      noneOf('descriptors that are still open', after.descriptors - before.descriptors),
      noneOf('timers, sockets and requests that are still there', sum(after) - sum(before)),
      noneOf('ports that still answer', answering.length),
      noneOf('temporary folders left', after.folders),
    ];
  },
};
