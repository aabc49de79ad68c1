import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NeighbourFlag } from '../policy/index';
import { createReplay, type Replay } from '../replay/index';
import { createSimulation, type SwarmState } from '../sim/index';
import { createRowCounter } from '../trace/index';
import { changingSwarm, smallSwarm, SWARMS_SEED } from './smallSwarms';
import { record } from './swarm';

/** How a peer stands to each other one, as the replay's `slot` says it: -1 not neighbours, 0 choked, 1 unchoked, 2 by draw. */
function slotsInSimulator({ firstRow, rowSpan, table }: SwarmState, peers: number): number[][] {
  return Array.from({ length: peers }, (_, peer) => {
    const slots = new Array<number>(peers).fill(-1);
    for (let row = firstRow[peer]!; row < firstRow[peer]! + rowSpan[peer]!; row++) {
      const flags = table.flags[row]!;
      if (flags !== 0) slots[table.remote[row]!] = flags & NeighbourFlag.amChoking ? 0 : flags & NeighbourFlag.optimistic ? 2 : 1;
    }
    return slots;
  });
}

function slotsInReplay(replay: Replay, peers: number): number[][] {
  return Array.from({ length: peers }, (_, peer) => Array.from({ length: peers }, (_other, other) => (peer === other ? -1 : replay.slot(peer, other))));
}

function replayTo(replay: Replay, row: number, seconds: number): void {
  replay.seek(seconds);
  while (replay.row > row) replay.step(-1);
  while (replay.row < row) replay.step(1);
}

const seeds = fc.nat({ max: 1_000_000 });
const swarms = fc.oneof(smallSwarm(false), changingSwarm);

test('at any moment of a run a replay of its trace stands where the simulator itself stood', () => {
  fc.assert(
    fc.property(swarms, seeds, fc.constantFrom('peer-to-peer' as const, 'client-server' as const), fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 8 }), (scenario, randomSeed, architecture, slices) => {
      const { trace } = record(scenario, { architecture, randomSeed });
      const replay = createReplay(trace.header);
      for (const chunk of trace.chunks) replay.append(chunk);
      const counter = createRowCounter();
      const again = createSimulation({ scenario, architecture, randomSeed }, () => counter);
      const { peerCount } = trace.header;
      for (const events of slices) {
        const isOver = again.advance(events);
        replayTo(replay, counter.rowCount - 1, again.timeSeconds);
        const mine = { online: [...again.state.online], held: [...again.state.held], slots: slotsInSimulator(again.state, peerCount) };
        expect({ online: [...replay.state.online], held: [...replay.state.held], slots: slotsInReplay(replay, peerCount) }, `row ${replay.row}`).toEqual(mine);
        if (isOver) return;
      }
    }),
    { numRuns: 150, seed: SWARMS_SEED },
  );
});
