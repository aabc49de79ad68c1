import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scenario } from '../scenario/index';
import { bounds, fluidSchedule, offeredBitrate, wholePieceBound } from '../theory/index';
import { EventKind } from '../trace/index';
import { smallSwarm, SWARMS_SEED } from './smallSwarms';
import { Gbit, Mbit, lastedSeconds, makespanOf, record, run, swarmOf, type RecordedRun } from './swarm';
import { witness } from './witness/index';
import { expectConserved, lostAccordingTo } from './witness/judge.testKit';

fc.configureGlobal({ seed: SWARMS_SEED });

const seeds = fc.nat({ max: 1_000_000 });
const architectures = fc.constantFrom('peer-to-peer' as const, 'peer-to-peer' as const, 'client-server' as const);
/** Everything that a small swarm can be, and how it is run. */
const anySwarm = [smallSwarm(false), seeds, architectures] as const;

/** The peers one by one, first to last, with the group of each. */
function groupsOf(scenario: Scenario) {
  return scenario.peerGroups.flatMap((group) => Array.from({ length: group.count }, () => group));
}

describe('L1 bound', () => {
  it('no run of the textbook’s setting beats the bound of its architecture', () => {
    fc.assert(
      fc.property(smallSwarm(true), seeds, (scenario, randomSeed) => {
        const { peerToPeer, clientServer } = bounds(scenario);
        const runs = [{ architecture: 'peer-to-peer' as const, bound: peerToPeer }, { architecture: 'client-server' as const, bound: clientServer }];
        for (const { architecture, bound } of runs) {
          const end = run(scenario, { randomSeed, architecture });
          if (end.finished) expect(makespanOf(end)).toBeGreaterThanOrEqual((bound.seconds ?? Infinity) * (1 - 1e-12));
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('L2 each peer', () => {
  it('takes at least F/d_i and F/(us + U - u_i) of the time it is there, whoever comes or goes', () => {
    fc.assert(
      fc.property(...anySwarm, (scenario, randomSeed, architecture) => {
        const end = run(scenario, { randomSeed, architecture });
        const groups = groupsOf(scenario);
        const offered = groups.map((group) => (architecture === 'client-server' ? 0 : offeredBitrate(group)));
        const total = offered.reduce((sum, bitrate) => sum + bitrate, scenario.server.uploadBitrate);
        groups.forEach(({ downloadBitrate }, k) => {
          const there = end.completedSeconds[k + 1]! - end.joinedSeconds[k + 1]! - end.awaySeconds[k + 1]!;
          const least = scenario.content.sizeBits / Math.min(downloadBitrate ?? Infinity, total - offered[k]!);
          if (!Number.isNaN(there)) expect(there).toBeGreaterThanOrEqual(least * (1 - 1e-12));
        });
      }),
      { numRuns: 150 },
    );
  });
});

describe('L3 whole pieces', () => {
  it('no swarm beats the hard law of pieces that are passed on whole', () => {
    fc.assert(
      fc.property(smallSwarm(true), seeds, (scenario, randomSeed) => {
        const end = run(scenario, { randomSeed });
        if (end.finished) expect(makespanOf(end)).toBeGreaterThanOrEqual((wholePieceBound(scenario) ?? Infinity) * (1 - 1e-12));
      }),
      { numRuns: 150 },
    );
  });

  it('one peer alone meets it', () => {
    const scenario = swarmOf({ peers: 1, pieces: 7, sizeBits: 7 * Mbit, protocol: { rechokeSeconds: 0.001 } });
    expect(makespanOf(run(scenario)) / (wholePieceBound(scenario) ?? NaN)).toBeCloseTo(1, 12);
  });
});

describe('L4 client-server is exact', () => {
  const clientServer = (sizeBits: number, serverMbit: number, groups: Parameters<typeof swarmOf>[0]['groups'] & object) =>
    lastedSeconds(run(swarmOf({ sizeBits, serverBitrate: serverMbit * Mbit, groups }), { architecture: 'client-server' }));

  it('the makespan is max(N F/us, F/dmin) for any mix of downloads', () => {
    const downloads = fc.array(fc.oneof(fc.constant(null), fc.integer({ min: 100_000, max: 20_000_000 })), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(downloads, fc.integer({ min: 100_000, max: 50_000_000 }), fc.integer({ min: 1, max: 40 }), (rates, serverBitrate, pieces) => {
        const scenario = swarmOf({ pieces, serverBitrate, groups: rates.map((downloadBitrate) => ({ count: 1, downloadBitrate })) });
        const bound = bounds(scenario).clientServer.seconds ?? NaN;
        expect(Math.abs(makespanOf(run(scenario, { architecture: 'client-server' })) / bound - 1)).toBeLessThan(1e-9);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    { what: 'us = 9; d = 1, 2, unlimited', sizeBits: 1.8 * Gbit, server: 9, downloads: [Mbit, 2 * Mbit, null], expected: [1800, 900, 300] },
    { what: 'us = 6; d = 1, 4, unlimited', sizeBits: Gbit, server: 6, downloads: [Mbit, 4 * Mbit, null], expected: [1000, 400, 400] },
  ])('by hand: $what', ({ sizeBits, server, downloads, expected }) => {
    const times = clientServer(sizeBits, server, downloads.map((downloadBitrate) => ({ count: 1, downloadBitrate })));
    times.forEach((seconds, k) => expect(seconds).toBeCloseTo(expected[k]!, 6));
  });

  it('by hand: us = 10 Mbit/s, F = 2 Gbit, the second peer 100 s late: at 300 and 400 s', () => {
    const groups = [0, 100].map((atSeconds) => ({ count: 1, arrival: { kind: 'together' as const, atSeconds } }));
    const end = run(swarmOf({ sizeBits: 2 * Gbit, groups }), { architecture: 'client-server' });
    expect(end.completedSeconds[1]).toBeCloseTo(300, 6);
    expect(end.completedSeconds[2]).toBeCloseTo(400, 6);
  });
});

describe('L5 conservation, L6 feasible, L7 legal', () => {
  it('a witness who reckons every trace again finds every bit, max-min rates at every event, and nothing illegal', () => {
    fc.assert(fc.property(...anySwarm, (scenario, randomSeed, architecture) => expectConserved(record(scenario, { randomSeed, architecture }))), { numRuns: 200 });
  });

  it('a free rider sends nothing', () => {
    fc.assert(
      fc.property(...anySwarm, (scenario, randomSeed, architecture) => {
        const { uploadedBits } = run(scenario, { randomSeed, architecture });
        groupsOf(scenario).forEach(({ strategy }, k) => strategy === 'free-rider' && expect(uploadedBits[k + 1]).toBe(0));
      }),
      { numRuns: 60 },
    );
  });

  describe('the witness objects', () => {
    const recorded = record(swarmOf({ peers: 6, pieces: 12, sizeBits: 12 * Mbit, serverBitrate: 2 * Mbit }));
    /** The trace with one row of a kind changed, or left out. */
    function forged(kind: EventKind, change?: Partial<(typeof recorded.rows)[number]>): RecordedRun {
      const at = recorded.rows.findLastIndex((row) => row.kind === kind && row.subject !== 0 && row.object !== 0);
      const rows = recorded.rows.flatMap((row, k) => (k !== at ? [row] : change ? [{ ...row, ...change }] : []));
      return { ...recorded, rows };
    }

    it('to nothing in a true trace', () => expect(() => witness(recorded)).not.toThrow());
    it.each([
      { what: 'a transfer that ends with other bits', change: { kind: EventKind.transferStopped, value: 77 }, words: /bits of piece/ },
      { what: 'a piece from a peer that does not send it', change: { kind: EventKind.pieceCompleted, object: 1, subject: 1 }, words: /was sending/ },
      { what: 'a transfer that nobody began', change: { kind: EventKind.transferStarted, value: 5e8 }, words: /as it goes on/ },
    ])('to $what', ({ change, words }) => expect(() => witness(forged(change.kind, change))).toThrow(words));
    it('to a transfer without an unchoke', () => expect(() => witness(forged(EventKind.unchoked))).toThrow());
    it('to a peer that was never connected', () => expect(() => witness(forged(EventKind.connected))).toThrow());
    it('to links that are faster than they are', () => {
      const scenario = { ...recorded.scenario, server: { ...recorded.scenario.server, uploadBitrate: 1.9 * Mbit } };
      expect(() => witness({ ...recorded, scenario })).toThrow();
    });
  });
});

describe('L8 fluid schedule', () => {
  it('meets the bound and overloads no link', () => {
    const bitrate = fc.integer({ min: 0, max: 5_000_000 });
    const group = fc.record({ count: fc.integer({ min: 1, max: 6 }), uploadBitrate: bitrate, downloadBitrate: fc.oneof(fc.constant(null), bitrate.map((rate) => rate + 1)) });
    fc.assert(
      fc.property(fc.array(group, { minLength: 1, maxLength: 4 }), bitrate, (groups, serverBitrate) => {
        const scenario = swarmOf({ groups, serverBitrate });
        const schedule = fluidSchedule(scenario);
        const bound = bounds(scenario).peerToPeer.seconds;
        if (schedule === null) {
          expect(bound).toBeNull();
          return;
        }
        expect(Math.abs(schedule.seconds / (bound ?? NaN) - 1)).toBeLessThan(1e-12);
        expect(schedule.serverBitrate).toBeLessThanOrEqual(serverBitrate * (1 + 1e-12));
        for (const { group: index, uploadBitrate } of schedule.groups) expect(uploadBitrate).toBeLessThanOrEqual(groups[index]!.uploadBitrate * (1 + 1e-12));
      }),
      { numRuns: 300 },
    );
  });
});

describe('L9 counting', () => {
  it('peers online, integrated over the run, are the times that each was online, added up', () => {
    fc.assert(
      fc.property(...anySwarm, (scenario, randomSeed, architecture) => {
        const recorded = record(scenario, { randomSeed, architecture });
        const { onlineSeconds, online } = witness(recorded);
        const { end, rows } = recorded;
        let sum = 0;
        for (let peer = 0; peer < end.joinedSeconds.length; peer++) {
          if (Number.isNaN(end.joinedSeconds[peer]!)) continue;
          // Away for good from the last `left` on, unless it is there at the end.
          const gone = rows.findLast(({ kind, subject }) => kind === EventKind.left && subject === peer);
          const until = online.has(peer) ? end.endedSeconds : (gone?.timeSeconds ?? NaN);
          sum += until - end.joinedSeconds[peer]! - end.awaySeconds[peer]!;
        }
        expect(Math.abs(onlineSeconds - sum)).toBeLessThanOrEqual(1e-9 * Math.max(1, sum));
      }),
      { numRuns: 60 },
    );
  });
});

describe('L10 deterministic', () => {
  it('gives the same digest again, in whatever slices it is advanced, and the same result unrecorded', () => {
    fc.assert(
      fc.property(...anySwarm, fc.integer({ min: 1, max: 50 }), (scenario, randomSeed, architecture, slice) => {
        const choice = { randomSeed, architecture };
        const { trace, end } = record(scenario, choice);
        expect(record(scenario, choice).trace.digest).toBe(trace.digest);
        expect(record(scenario, { ...choice, slice }).trace.digest).toBe(trace.digest);
        expect(run(scenario, choice)).toEqual(end);
      }),
      { numRuns: 60 },
    );
  });

  it('another seed gives another run, not only another header', () => {
    const scenario = swarmOf({ peers: 10, pieces: 40, sizeBits: 40 * Mbit });
    const makespans = [1, 2, 3, 4, 5].map((randomSeed) => makespanOf(run(scenario, { randomSeed })));
    expect(new Set(makespans).size).toBe(5);
  });
});

describe('L11 ends', () => {
  it('every run ends; one that does not finish stands still and names the pieces that nobody can give', () => {
    let unfinished = 0;
    fc.assert(
      fc.property(...anySwarm, (scenario, randomSeed, architecture) => {
        const recorded = record(scenario, { randomSeed, architecture });
        const { end, rows } = recorded;
        expect(rows.at(-1)).toMatchObject({ kind: EventKind.ended, value: end.finished ? 1 : 0 });
        expect(rows.filter(({ kind }) => kind === EventKind.pieceLost).map(({ piece }) => piece)).toEqual(end.lostPieces);
        if (end.finished) {
          expect(end.lostPieces).toEqual([]);
          return;
        }
        unfinished++;
        expect(witness(recorded).stillSending).toBe(0);
        expect(end.lostPieces).toEqual(lostAccordingTo(recorded));
      }),
      { numRuns: 120 },
    );
    expect(unfinished).toBeGreaterThan(10);
  });

  const everyPiece = Array.from({ length: 20 }, (_, piece) => piece);
  const hopeless: { what: string; scenario: Scenario; lost: readonly number[] }[] = [
    { what: 'a server that cannot upload', scenario: swarmOf({ pieces: 20, serverBitrate: 0 }), lost: everyPiece },
    { what: 'a server that leaves at once', scenario: swarmOf({ pieces: 20, server: { leaveAfterCopies: 0 } }), lost: everyPiece },
    { what: 'peers that cannot download', scenario: swarmOf({ pieces: 20, group: { downloadBitrate: 0 } }), lost: [] },
    { what: 'nobody who serves anybody', scenario: swarmOf({ pieces: 20, server: { unchokes: 0 }, protocol: { regularUnchokes: 0, optimisticUnchokes: 0 } }), lost: everyPiece },
    { what: 'a tracker that never answers', scenario: swarmOf({ pieces: 20, protocol: { trackerFailsAtSeconds: 0 } }), lost: [] },
    {
      what: 'peers that come and go too fast for any message',
      scenario: swarmOf({ pieces: 20, peers: 3, group: { interruption: { kind: 'random', meanUpSeconds: 0.001, meanAwaySeconds: 1 } }, protocol: { latencySeconds: 10 } }),
      lost: [],
    },
  ];
  it.each(hopeless)('ends with $what', ({ scenario, lost }) => {
    const end = run(scenario);
    expect(end).toMatchObject({ finished: false, lostPieces: lost });
    expect(end.pieceTransfers).toBe(0);
  });

  it('waits for a peer that will return with the missing pieces, and for one that has yet to come', () => {
    const late = { count: 1, arrival: { kind: 'together' as const, atSeconds: 50_000 } };
    const away = { count: 2, interruption: { kind: 'once' as const, afterFraction: 0.5, awaySeconds: 20_000 } };
    expect(run(swarmOf({ pieces: 20, groups: [late, away], server: { leaveAfterCopies: 2 } })).finished).toBe(true);
  });

  it('gives a peer that comes late its chances to meet the others', () => {
    // All the server may know is one neighbour at a time, and that one stays until 30 s after the other has come.
    const groups = [
      { count: 1, onComplete: { kind: 'stayFor' as const, seconds: 9_930 } },
      { count: 1, arrival: { kind: 'together' as const, atSeconds: 10_000 } },
    ];
    const end = run(swarmOf({ groups, pieces: 20, protocol: { maxNeighbours: 1, minNeighbours: 1 } }));
    expect(end.finished).toBe(true);
    expect(end.completedSeconds[2]).toBeGreaterThan(10_000);
  });

  it('names the pieces that left with the server', () => {
    const scenario = swarmOf({ pieces: 20, server: { leaveAfterCopies: 0.5, unchokes: 5 } });
    const { sizeBits, pieceBits } = scenario.content;
    const end = run(scenario);
    expect(end.finished).toBe(false);
    // What it sends is counted by whole pieces: it leaves at most one for each slot late. No piece is there that it did not send.
    expect(end.uploadedBits[0]).toBeGreaterThanOrEqual(0.5 * sizeBits);
    expect(end.uploadedBits[0]).toBeLessThanOrEqual(0.5 * sizeBits + 5 * pieceBits);
    expect(end.lostPieces.length).toBeGreaterThanOrEqual(20 - end.uploadedBits[0]! / pieceBits);
    expect(end.lostPieces.length).toBeLessThan(20);
  });
});

describe('L12 scale', () => {
  const scaled = (scenario: Scenario, factor: number): Scenario => ({
    ...scenario,
    content: { sizeBits: scenario.content.sizeBits * factor, pieceBits: scenario.content.pieceBits * factor },
    // Slots by rate would be others at another rate.
    server: { ...scenario.server, uploadBitrate: scenario.server.uploadBitrate * factor, unchokes: scenario.server.unchokes ?? 5 },
    peerGroups: scenario.peerGroups.map((group) => ({
      ...group,
      uploadBitrate: group.uploadBitrate * factor,
      downloadBitrate: group.downloadBitrate === null ? null : group.downloadBitrate * factor,
    })),
  });

  it('larger content at rates as much higher takes the same times', () => {
    fc.assert(
      // Powers of two: other factors round other last bits and may order simultaneous events another way.
      fc.property(...anySwarm, fc.constantFrom(2, 8, 1024), (scenario, randomSeed, architecture, factor) => {
        const choice = { randomSeed, architecture };
        const [a, b] = [record(scaled(scenario, 1), choice), record(scaled(scenario, factor), choice)];
        expect(b.rows.length).toBe(a.rows.length);
        const differing = b.rows.findIndex((row, k) => row.kind !== a.rows[k]!.kind || Math.abs(row.timeSeconds - a.rows[k]!.timeSeconds) > 1e-9 * row.timeSeconds);
        expect(differing).toBe(-1);
      }),
      { numRuns: 60 },
    );
  });

  it('groups may be called anything', () => {
    const scenario = swarmOf({ groups: [{ count: 3 }, { count: 4, uploadBitrate: 2 * Mbit }], pieces: 30, sizeBits: 30 * Mbit });
    const renamed = { ...scenario, title: 'x', peerGroups: scenario.peerGroups.map((group, k) => ({ ...group, name: `group ${9 - k}` })) };
    expect(record(renamed).trace.digest).toBe(record(scenario).trace.digest);
  });
});

describe('L13 hand cases', () => {
  it('one peer takes F/min(us, d), at most a choke round later', () => {
    for (const downloadBitrate of [null, 4 * Mbit, 20 * Mbit]) {
      const least = Gbit / Math.min(10 * Mbit, downloadBitrate ?? Infinity);
      const makespan = makespanOf(run(swarmOf({ peers: 1, group: { downloadBitrate } })));
      expect(makespan).toBeGreaterThanOrEqual(least * (1 - 1e-12));
      expect(makespan).toBeLessThanOrEqual(least + 10);
    }
  });

  it.each([
    { what: 'peers that cannot upload', group: { uploadBitrate: 0 } },
    { what: 'free riders', group: { strategy: 'free-rider' as const } },
  ])('as many $what as there are slots take N F/us, at most a choke round each later, and send nothing', ({ group }) => {
    const end = run(swarmOf({ peers: 5, group }));
    expect(makespanOf(end)).toBeGreaterThanOrEqual(500 * (1 - 1e-12));
    expect(makespanOf(end)).toBeLessThanOrEqual(500 + 50);
    expect([...end.uploadedBits.subarray(1)]).toEqual([0, 0, 0, 0, 0]);
  });

  it('two peers and a server of one rate end within 0.5 to 10 % of the bound (M = 100)', () => {
    const scenario = swarmOf({ peers: 2, serverBitrate: Mbit });
    for (const randomSeed of [1, 2, 3, 4, 5]) {
      const ratio = makespanOf(run(scenario, { randomSeed })) / (bounds(scenario).peerToPeer.seconds ?? NaN);
      expect(ratio).toBeGreaterThanOrEqual(1.005);
      expect(ratio).toBeLessThanOrEqual(1.1);
    }
  });
});
