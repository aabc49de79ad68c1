import { describe, expect, it } from 'vitest';
import { defaultScenario, newPeerGroup, type Scenario } from '../scenario/index';
import { createRowCounter } from '../trace/index';
import { estimateMemory, memoryLimit, MemoryLimitError, memoryRefusal } from './memory';
import { createSimulation } from './simulation';
import { createSwarm } from './swarm';

const GIGA = 1e9;

function swarmOf(counts: readonly number[], pieces: number): Scenario {
  return {
    ...defaultScenario(),
    content: { sizeBits: pieces * 1e6, pieceBits: 1e6 },
    peerGroups: counts.map((count) => ({ ...newPeerGroup(), count })),
  };
}

const needsOf = (scenario: Scenario) => ({ scenario, architecture: 'peer-to-peer' }) as const;

/** Bytes of the arrays of a swarm itself, which are about half of what a run takes. */
function swarmArrays(scenario: Scenario): number {
  const swarm = createSwarm({ ...needsOf(scenario), randomSeed: 1 });
  const arrays = [...Object.values(swarm), ...Object.values(swarm.table), ...Object.values(swarm.traffic)];
  return arrays.reduce((sum, value) => sum + (ArrayBuffer.isView(value) ? value.byteLength : 0), 0);
}

describe('the memory estimate', () => {
  it('grows with the arrays of the swarm and is never below them', () => {
    for (const [peers, pieces] of [[10, 10], [1000, 100], [100, 10_000], [3000, 1000]] as const) {
      const scenario = swarmOf([peers], pieces);
      const { bytes } = estimateMemory(needsOf(scenario));
      expect(bytes).toBeGreaterThan(swarmArrays(scenario));
      expect(bytes).toBeLessThan(55e6 + 8 * swarmArrays(scenario));
    }
  });

  it('counts the trace only where it is kept', () => {
    const scenario = swarmOf([100], 100);
    expect(estimateMemory(needsOf(scenario)).traceBytes).toBe(0);
    expect(estimateMemory({ ...needsOf(scenario), keepsTrace: true }).traceBytes).toBeGreaterThan(100 * 100 * 33);
  });

  it('stands for a bound that is never met', () => {
    const scenario = swarmOf([10], 10);
    const stuck = { ...scenario, server: { ...scenario.server, uploadBitrate: 0 } };
    expect(estimateMemory({ ...needsOf(stuck), keepsTrace: true }).bytes).toBeGreaterThan(0);
  });
});

describe('a run that would not fit', () => {
  it('is refused before it starts, with the largest count that fits', () => {
    const scenario = swarmOf([200_000, 10], 10_000);
    const options = { ...needsOf(scenario), randomSeed: 1, memoryLimitBytes: GIGA };
    expect(() => createSimulation(options, createRowCounter)).toThrow(MemoryLimitError);
    const refusal = memoryRefusal(options, GIGA)!;
    expect(refusal).toMatchObject({ field: 'peerGroups[0].count', limitBytes: GIGA });
    const fits = refusal.fits!;
    expect(memoryRefusal(needsOf(swarmOf([fits, 10], 10_000)), GIGA)).toBeNull();
    expect(memoryRefusal(needsOf(swarmOf([fits + 1, 10], 10_000)), GIGA)).not.toBeNull();
  });

  it('asks for larger pieces where fewer peers do not help', () => {
    const scenario = swarmOf(Array.from({ length: 300 }, () => 10), 1_000_000);
    const refusal = memoryRefusal(needsOf(scenario), GIGA)!;
    expect(refusal.field).toBe('content.pieceBits');
    const content = { ...scenario.content, pieceBits: refusal.fits! };
    expect(memoryRefusal(needsOf({ ...scenario, content }), GIGA)).toBeNull();
  });

  it('says so in figures', () => {
    expect(memoryRefusal(needsOf(swarmOf([200_000], 10_000)), GIGA)?.message).toMatch(/^\d+\.\d GB > 1\.0 GB; peerGroups\[0\]\.count <= \d+$/);
  });

  it('has no number to offer where nothing would fit', () => {
    expect(memoryRefusal(needsOf(swarmOf([10], 10)), 1e6)).toMatchObject({ field: 'content.pieceBits', fits: null });
  });
});

it('leaves a quarter of the free memory to others, and never takes more than 3 GiB', () => {
  expect(memoryLimit(1e9)).toBe(0.75e9);
  expect(memoryLimit(64e9)).toBe(3 * 1024 * 1024 * 1024);
});
