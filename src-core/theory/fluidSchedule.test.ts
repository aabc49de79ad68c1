import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultScenario, newPeerGroup, type Scenario } from '../scenario/index';
import { bounds } from './bounds';
import { fluidSchedule } from './fluidSchedule';

function scenarioOf(us: number, groups: readonly { count: number; u: number; d: number | null }[]): Scenario {
  const base = defaultScenario();
  return {
    ...base,
    server: { ...base.server, uploadBitrate: us },
    peerGroups: groups.map(({ count, u, d }) => ({ ...newPeerGroup(), count, uploadBitrate: u, downloadBitrate: d })),
  };
}

// Rates over three decades, a fifth of the peers without any upload.
const rate = fc.double({ min: 1e4, max: 1e7, noNaN: true });
const group = fc.record({
  count: fc.integer({ min: 0, max: 4 }),
  u: fc.oneof({ weight: 4, arbitrary: rate }, { weight: 1, arbitrary: fc.constant(0) }),
  d: fc.oneof({ weight: 3, arbitrary: rate }, { weight: 1, arbitrary: fc.constant(null) }),
});
const swarm = fc.tuple(rate, fc.array(group, { minLength: 1, maxLength: 5 })).map(([us, groups]) => scenarioOf(us, groups));

describe('L8: the fluid schedule meets the peer-to-peer bound', () => {
  it('exactly, with no link above its capacity and everyone receiving the common rate, for any mix of rates', () => {
    fc.assert(fc.property(swarm, (scenario) => {
      const schedule = fluidSchedule(scenario);
      const bound = bounds(scenario).peerToPeer.seconds;
      const n = scenario.peerGroups.reduce((sum, { count }) => sum + count, 0);
      if (!schedule || bound === null) return n === 0;
      const within = (used: number, capacity: number): boolean => used <= capacity * (1 + 1e-12);
      const fresh = schedule.groups.reduce((sum, { count, freshBitrate }) => sum + count * freshBitrate, 0);
      return (
        Math.abs(schedule.seconds - bound) <= 1e-12 * bound &&
        Math.abs(fresh + schedule.directBitrate - schedule.commonBitrate) <= 1e-12 * schedule.commonBitrate &&
        within(fresh + n * schedule.directBitrate, scenario.server.uploadBitrate) &&
        within(schedule.serverBitrate, scenario.server.uploadBitrate) &&
        schedule.groups.every(({ group: index, uploadBitrate }) => {
          const { uploadBitrate: u, downloadBitrate: d } = scenario.peerGroups[index]!;
          return within(uploadBitrate, u) && within(schedule.commonBitrate, d ?? Infinity);
        })
      );
    }), { numRuns: 20_000 });
  });
});

describe('the four cases', () => {
  it.each([
    ['A', scenarioOf(1e6, [{ count: 3, u: 1e6, d: 2e6 }]), { seconds: 15_000, directBitrate: 0, serverBitrate: 1e6 }],
    ['B', scenarioOf(30e6, [{ count: 100, u: 700e3, d: 2e6 }]), { seconds: 15_000, serverBitrate: 30e6 }],
    ['C1', scenarioOf(30e6, [{ count: 10, u: 2e6, d: 2e6 }]), { seconds: 7500, directBitrate: 0, serverBitrate: 2e6 }],
    ['C2', scenarioOf(30e6, [{ count: 10, u: 300e3, d: 2e6 }]), { seconds: 7500, serverBitrate: 17e6 }],
  ] as const)('case %s', (name, scenario, expected) => {
    const schedule = fluidSchedule(scenario);
    expect(schedule?.case).toBe(name);
    for (const [key, value] of Object.entries(expected)) expect(schedule?.[key as keyof typeof expected]).toBeCloseTo(value, 6);
  });

  it('there is none without peers, without a server that uploads, or with a peer that cannot download', () => {
    expect(fluidSchedule(scenarioOf(1e6, [{ count: 0, u: 1, d: 1 }]))).toBeNull();
    expect(fluidSchedule(scenarioOf(0, [{ count: 2, u: 1, d: 1 }]))).toBeNull();
    expect(fluidSchedule(scenarioOf(1e6, [{ count: 2, u: 1, d: 0 }]))).toBeNull();
  });

  it('one peer is served directly', () => {
    expect(fluidSchedule(scenarioOf(1e6, [{ count: 1, u: 1e6, d: null }]))).toMatchObject({ commonBitrate: 1e6, relayedBitrate: 0, directBitrate: 1e6 });
  });
});
