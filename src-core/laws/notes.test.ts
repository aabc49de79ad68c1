import { describe, expect, it } from 'vitest';
import { bounds } from '../theory/index';
import { AnnounceReason, ChokeReason, EventKind, LeaveReason, RefusalReason, UnchokeReason } from '../trace/index';
import { Gbit, lastedSeconds, makespanOf, Mbit, meanOf, record, run, swarmOf, type RecordedRun, type Shorthand } from './swarm';
import { witness } from './witness/index';

type Row = RecordedRun['rows'][number];

const rowsOf = ({ rows }: RecordedRun, kind: EventKind, also: (row: Row) => boolean = () => true) => rows.filter((row) => row.kind === kind && also(row));
const small: Shorthand = { peers: 12, pieces: 40, sizeBits: 40 * Mbit, serverBitrate: 2 * Mbit };
const recordOf = (more: Shorthand = {}) => record(swarmOf({ ...small, ...more }));
const plain = recordOf();
const everyPeer = Array.from({ length: 12 }, (_, k) => k + 1);
const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

describe('M1 peers are intermittently connected hosts that talk to each other directly', () => {
  it('pieces go from peer to peer, between neighbours', () => {
    const direct = rowsOf(plain, EventKind.pieceCompleted, ({ object }) => object > 0);
    expect(direct.length).toBeGreaterThan(200);
    const linked = new Set(rowsOf(plain, EventKind.connected).flatMap(({ subject, object }) => [`${subject} ${object}`, `${object} ${subject}`]));
    expect(direct.every(({ subject, object }) => linked.has(`${subject} ${object}`))).toBe(true);
  });

  it('a peer can go offline and return', () => {
    const away = recordOf({ group: { interruption: { kind: 'random', meanUpSeconds: 20, meanAwaySeconds: 10 } } });
    expect(rowsOf(away, EventKind.joined, ({ value }) => value === 1).length).toBeGreaterThan(5);
    expect(away.end.finished).toBe(true);
  });
});

describe('M2 client-server: the server sends a copy to every peer', () => {
  it('it uploads N F bits, several times what it does in a swarm', () => {
    const alone = record(plain.scenario, { architecture: 'client-server' });
    expect(alone.end.uploadedBits[0]).toBe(12 * 40 * Mbit);
    expect(sum(alone.end.uploadedBits.subarray(1))).toBe(0);
    expect(alone.end.uploadedBits[0]! / plain.end.uploadedBits[0]!).toBeGreaterThan(2);
  });
});

describe('M3 peers take portions and redistribute them', () => {
  it('every peer uploads pieces, and together they upload most of what is received', () => {
    for (const peer of everyPeer) expect(plain.end.uploadedBits[peer]).toBeGreaterThan(0);
    expect(sum(plain.end.uploadedBits.subarray(1))).toBeGreaterThan(plain.end.uploadedBits[0]!);
  });
});

describe('M4 only access links bind; the distribution time is until all N have the file', () => {
  it('at every event, rates are max-min fair over the access links and over nothing else', () => expect(() => witness(plain)).not.toThrow());
  it('the run ends as the last peer completes', () => {
    expect(plain.end.endedSeconds).toBe(makespanOf(plain.end));
    expect(rowsOf(plain, EventKind.completed).length).toBe(12);
  });
});

describe('M5 client-server takes max(N F/us, F/dmin), linear in N', () => {
  it('is achieved exactly, and doubles as N does', () => {
    const times = [10, 20, 40].map((peers) => makespanOf(run(swarmOf({ peers, serverBitrate: 2 * Mbit, group: { downloadBitrate: 3 * Mbit } }), { architecture: 'client-server' })));
    times.forEach((seconds, k) => expect(seconds).toBeCloseTo(5000 * 2 ** k, 6));
    const slow = swarmOf({ peers: 3, serverBitrate: 100 * Mbit, group: { downloadBitrate: 2 * Mbit } });
    expect(makespanOf(run(slow, { architecture: 'client-server' }))).toBeCloseTo(500, 6);
  });
});

describe('M6 a swarm takes at least max(F/us, F/dmin, N F/(us + U)), and comes near', () => {
  it.each([
    { binding: 'server-upload', shorthand: { peers: 10, serverBitrate: Mbit, pieces: 400, group: { uploadBitrate: 5 * Mbit } }, atMost: 1.1 },
    { binding: 'slowest-download', shorthand: { peers: 10, serverBitrate: 10 * Mbit, pieces: 400, group: { downloadBitrate: Mbit } }, atMost: 1.1 },
    { binding: 'total-upload', shorthand: { peers: 40, pieces: 400 }, atMost: 1.1 },
  ])('where $binding binds', ({ binding, shorthand, atMost }) => {
    const scenario = swarmOf(shorthand);
    const { peerToPeer } = bounds(scenario);
    expect(peerToPeer.binding).toBe(binding);
    const ratio = makespanOf(run(scenario)) / (peerToPeer.seconds ?? NaN);
    expect(ratio).toBeGreaterThanOrEqual(1 - 1e-12);
    expect(ratio).toBeLessThanOrEqual(atMost);
  });
});

describe('M7 peer-to-peer is self-scaling', () => {
  it('ten times the peers take ten times as long from a server, less than twice as long in a swarm', () => {
    const growth = (architecture: 'client-server' | 'peer-to-peer') => {
      const [few, many] = [20, 200].map((peers) => makespanOf(run(swarmOf({ peers, pieces: 200 }), { architecture })));
      return many! / few!;
    };
    expect(growth('client-server')).toBeCloseTo(10, 6);
    expect(growth('peer-to-peer')).toBeLessThan(2);
  });
});

describe('M8 a torrent distributes one file in equal pieces', () => {
  it('every peer receives every piece once; only the last piece may be short', () => {
    const scenario = { ...plain.scenario, content: { sizeBits: 39_300_000, pieceBits: 1_000_000 } };
    const { trace, rows, end } = record(scenario);
    expect(trace.header).toMatchObject({ pieceCount: 40, pieceBits: 1_000_000, lastPieceBits: 300_000 });
    const got = rows.filter(({ kind }) => kind === EventKind.pieceCompleted).map(({ subject, piece }) => `${subject} ${piece}`);
    expect(new Set(got).size).toBe(12 * 40);
    expect(got.length).toBe(12 * 40);
    expect(end.downloadedBits[1]).toBe(39_300_000);
  });
});

describe('M9 a newcomer has nothing and accumulates pieces, downloading and uploading at once', () => {
  it('starts with an empty piece, and uploads before it is complete', () => {
    const firsts = everyPeer.map((peer) => rowsOf(plain, EventKind.transferStarted, ({ subject }) => subject === peer)[0]!);
    expect(firsts.every(({ value }) => value === 0)).toBe(true);
    for (const peer of everyPeer) {
      const sent = rowsOf(plain, EventKind.pieceCompleted, ({ object }) => object === peer)[0];
      expect(sent?.timeSeconds).toBeLessThan(plain.end.completedSeconds[peer]!);
    }
  });
});

describe('M10 with the whole file a peer may leave or stay; it may leave early and come back for the rest', () => {
  const leftAfter = (recorded: RecordedRun, reason: LeaveReason) =>
    rowsOf(recorded, EventKind.left, ({ value }) => value === reason).map(({ subject, timeSeconds }) => timeSeconds - recorded.end.completedSeconds[subject]!);

  it('the selfish leave as they complete, the altruistic stay', () => {
    expect(leftAfter(recordOf({ group: { onComplete: { kind: 'leave' } } }), LeaveReason.complete)).toEqual(everyPeer.map(() => 0));
    expect(rowsOf(plain, EventKind.left)).toEqual([]);
  });

  it('those that stay for a time leave after it', () => {
    const times = leftAfter(recordOf({ group: { onComplete: { kind: 'stayFor', seconds: 1.5 } } }), LeaveReason.stayedLongEnough);
    expect(times.length).toBeGreaterThan(3);
    for (const seconds of times) expect(seconds).toBeCloseTo(1.5, 9);
  });

  it('an interrupted peer returns with the pieces and the bits it had, and gets none of them again', () => {
    const back = recordOf({ group: { interruption: { kind: 'once', afterFraction: 0.5, awaySeconds: 30 } } });
    expect(rowsOf(back, EventKind.left).length).toBe(12);
    for (const peer of everyPeer) {
      const held = (seconds: number) => rowsOf(back, EventKind.pieceCompleted, ({ subject, timeSeconds }) => subject === peer && timeSeconds <= seconds).length;
      const left = rowsOf(back, EventKind.left, ({ subject }) => subject === peer)[0]!.timeSeconds;
      const returned = rowsOf(back, EventKind.joined, ({ subject, value }) => subject === peer && value === 1)[0]!.timeSeconds;
      expect(returned - left).toBeCloseTo(30, 9);
      expect(held(left)).toBeGreaterThanOrEqual(20);
      expect(held(returned)).toBe(held(left));
    }
    expect(rowsOf(back, EventKind.pieceCompleted).length).toBe(12 * 40);
    expect(sum(back.end.downloadedBits)).toBe(12 * 40 * Mbit);
  });

  it('the server may leave once it has served its copies; the swarm goes on', () => {
    const short = recordOf({ server: { leaveAfterCopies: 1.5 } });
    expect(rowsOf(short, EventKind.left, ({ subject, value }) => subject === 0 && value === LeaveReason.servedItsCopies).length).toBe(1);
    expect(short.end.uploadedBits[0]! / (40 * Mbit)).toBeGreaterThanOrEqual(1.5);
    expect(short.end.finished).toBe(true);
  });
});

describe('M11 a tracker keeps the membership', () => {
  const protocol = { announceIntervalSeconds: 20, minNeighbours: 0 };

  it('peers register as they come, announce that they are there every interval, when they complete and when they leave', () => {
    const polite = recordOf({ protocol, group: { onComplete: { kind: 'leave' } } });
    const times = (peer: number, reason: AnnounceReason) =>
      rowsOf(polite, EventKind.announced, ({ subject, value }) => subject === peer && value === reason).map(({ timeSeconds }) => timeSeconds);
    for (const peer of everyPeer) {
      const completed = polite.end.completedSeconds[peer]!;
      expect(times(peer, AnnounceReason.started)).toEqual([0]);
      expect(times(peer, AnnounceReason.periodic)).toEqual(Array.from({ length: Math.floor(completed / 20) }, (_, k) => 20 * (k + 1)));
      expect(times(peer, AnnounceReason.completed)).toEqual([completed]);
      expect(times(peer, AnnounceReason.stopped)).toEqual([completed]);
    }
    expect(times(0, AnnounceReason.completed)).toEqual([]);
  });

  it('drops whoever was silent for two intervals, and names it to nobody after that', () => {
    const groups = [
      { count: 1, interruption: { kind: 'once' as const, afterFraction: 0.1, awaySeconds: 300 } },
      { count: 8, arrival: { kind: 'evenly' as const, fromSeconds: 0, untilSeconds: 200 } },
    ];
    const silent = recordOf({ groups, protocol: { ...protocol, minNeighbours: 2 } });
    const left = rowsOf(silent, EventKind.left)[0]!;
    const dropped = rowsOf(silent, EventKind.expired)[0]!;
    const heard = rowsOf(silent, EventKind.announced, ({ subject, timeSeconds }) => subject === 1 && timeSeconds <= left.timeSeconds).at(-1)!;
    expect(dropped).toMatchObject({ subject: 1 });
    expect(dropped.timeSeconds).toBeCloseTo(heard.timeSeconds + 40, 9);
    const named = rowsOf(silent, EventKind.offered, ({ object, timeSeconds }) => object === 1 && timeSeconds > left.timeSeconds && timeSeconds < left.timeSeconds + 300);
    expect(named.length).toBeGreaterThan(0);
    expect(named.every(({ timeSeconds }) => timeSeconds <= dropped.timeSeconds)).toBe(true);
  });

  it('can fail: newcomers learn of nobody, those that are there go on', () => {
    const groups = [{ count: 6 }, { count: 1, arrival: { kind: 'together' as const, atSeconds: 20 } }];
    const failed = recordOf({ groups, protocol: { trackerFailsAtSeconds: 10 } });
    expect(rowsOf(failed, EventKind.announced, ({ subject }) => subject === 7).length).toBeGreaterThan(0);
    expect(rowsOf(failed, EventKind.offered, ({ timeSeconds }) => timeSeconds >= 10)).toEqual([]);
    expect([...failed.end.completedSeconds.subarray(1)].map(Number.isNaN)).toEqual([false, false, false, false, false, false, true]);
  });
});

describe('M12 the tracker answers a newcomer with a random subset', () => {
  const protocol = { trackerResponsePeers: 5, minNeighbours: 0 };
  const offeredTo = (peer: number, randomSeed: number) => {
    const late = [{ count: 20 }, { count: 1, arrival: { kind: 'together' as const, atSeconds: 1 } }];
    return rowsOf(record(swarmOf({ ...small, groups: late, protocol }), { randomSeed, untilSeconds: 2 }), EventKind.offered, ({ subject }) => subject === peer).map(({ object }) => object);
  };

  it('of the size asked for, without the asker, nobody twice, all of them registered', () => {
    const offered = offeredTo(21, 1);
    expect(new Set(offered).size).toBe(5);
    expect(offered.every((peer) => peer >= 0 && peer <= 20)).toBe(true);
  });

  it('another one with another seed, and everyone in the end', () => {
    const all = Array.from({ length: 40 }, (_, k) => offeredTo(21, k + 1));
    expect(new Set(all.map((subset) => [...subset].sort().join())).size).toBeGreaterThan(35);
    expect(new Set(all.flat()).size).toBe(21);
  });
});

describe('M13 the newcomer tries to connect; those that accept are its neighbours', () => {
  it('peers that take no incoming connections refuse, and are reached when they dial themselves', () => {
    const hidden = recordOf({ groups: [{ count: 4, acceptsConnections: false }, { count: 6 }] });
    const refused = rowsOf(hidden, EventKind.refused, ({ value }) => value === RefusalReason.unreachable);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.every(({ object }) => object >= 1 && object <= 4)).toBe(true);
    expect(rowsOf(hidden, EventKind.connected, ({ object }) => object >= 1 && object <= 4)).toEqual([]);
    expect(rowsOf(hidden, EventKind.connected, ({ subject }) => subject >= 1 && subject <= 4).length).toBeGreaterThan(0);
    expect(hidden.end.finished).toBe(true);
  });

  it('full peers refuse, and so do those that have gone without a word', () => {
    const full = recordOf({ protocol: { maxNeighbours: 3, minNeighbours: 1 } });
    expect(rowsOf(full, EventKind.refused, ({ value }) => value === RefusalReason.full).length).toBeGreaterThan(0);
    expect(() => witness(full)).not.toThrow();
    const gone = recordOf({ group: { interruption: { kind: 'random', meanUpSeconds: 15, meanAwaySeconds: 30 } } });
    expect(rowsOf(gone, EventKind.refused, ({ value }) => value === RefusalReason.offline).length).toBeGreaterThan(0);
  });
});

describe('M14 over time neighbours leave and others connect', () => {
  it('a peer that has run low on neighbours asks the tracker again, at most once a minute, and finds others', () => {
    const groups = [
      { count: 6, uploadBitrate: 3 * Mbit, onComplete: { kind: 'leave' as const } },
      { count: 2, downloadBitrate: 0.1 * Mbit },
      { count: 6, arrival: { kind: 'together' as const, atSeconds: 150 } },
    ];
    const low = recordOf({ groups, protocol: { minNeighbours: 5 } });
    const again = rowsOf(low, EventKind.announced, ({ subject, value }) => subject === 7 && value === AnnounceReason.fewNeighbours);
    expect(again.length).toBeGreaterThan(0);
    again.forEach(({ timeSeconds }, k) => k > 0 && expect(timeSeconds - again[k - 1]!.timeSeconds).toBeGreaterThanOrEqual(60 - 1e-9));
    const neighbours = rowsOf(low, EventKind.connected, ({ subject, object }) => subject === 7 || object === 7).map(({ subject, object }) => subject + object - 7);
    expect(neighbours.some((peer) => peer >= 9)).toBe(true);
  });
});

describe('M15 it asks its neighbours for what it lacks', () => {
  it('only for pieces that they hold and it lacks, and only of those that unchoke it', () => expect(() => witness(recordOf({ protocol: { latencySeconds: 0.1 } }))).not.toThrow());

  it('a message takes its time: the first piece begins a round trip after the unchoke', () => {
    const { rows } = recordOf({ protocol: { latencySeconds: 0.25 } });
    const first = rows.find(({ kind }) => kind === EventKind.transferStarted)!;
    const unchoke = rows.find(({ kind, subject, object }) => kind === EventKind.unchoked && subject === first.object && object === first.subject)!;
    expect(first.timeSeconds - unchoke.timeSeconds).toBeCloseTo(0.5, 9);
    expect(rows.find(({ kind }) => kind === EventKind.connected)!.timeSeconds).toBeCloseTo(0.5, 9);
  });
});

describe('M16 rarest first spreads the pieces evenly', () => {
  /** Copies of the rarest piece among the peers after half of all transfers. */
  const rarestAtHalf = (pieceSelection: 'rarest-first' | 'random' | 'in-order') => {
    const copies = new Array<number>(40).fill(0);
    const done = rowsOf(recordOf({ serverBitrate: 6 * Mbit, protocol: { pieceSelection } }), EventKind.pieceCompleted);
    for (const { piece } of done.slice(0, 240)) copies[piece]!++;
    return Math.min(...copies);
  };

  it('leaves no piece behind that random and in-order selection neglect', () => {
    expect(rarestAtHalf('rarest-first')).toBeGreaterThan(rarestAtHalf('random'));
    expect(rarestAtHalf('in-order')).toBe(0);
  });

  it.each(['rarest-first', 'random', 'in-order'] as const)('%s is what every request goes by', (pieceSelection) => {
    expect(() => witness(recordOf({ protocol: { pieceSelection, randomFirstPieces: 0 } }))).not.toThrow();
  });
});

describe('M17 the neighbours that send fastest are served', () => {
  it('a fast peer trades with fast peers, and is done first', () => {
    const groups = [{ count: 10, uploadBitrate: 0.2 * Mbit }, { count: 10, uploadBitrate: 2 * Mbit }].map((group) => ({ ...group, onComplete: { kind: 'leave' as const } }));
    const runs = [1, 2, 3, 4, 5, 6].map((randomSeed) => record(swarmOf({ groups, pieces: 300, serverBitrate: 3 * Mbit }), { randomSeed }));
    const shares = runs.map(({ rows }) => {
      const fromFast = rows.filter(({ kind, object }) => kind === EventKind.pieceCompleted && object > 10);
      return fromFast.filter(({ subject }) => subject > 10).length / fromFast.length;
    });
    // By chance it would be 9 of the 19 others.
    expect(sum(shares) / shares.length).toBeGreaterThan(0.6);
    const slower = runs.map(({ end }) => meanOf(lastedSeconds(end, 1, 10)) / meanOf(lastedSeconds(end, 11, 10)));
    expect(sum(slower) / slower.length).toBeGreaterThan(1.5);
  });

  it('re-decides every ten seconds, each peer at its own phase', () => {
    for (const peer of everyPeer) {
      const rounds = rowsOf(plain, EventKind.chokeRound, ({ subject }) => subject === peer).map(({ timeSeconds }) => timeSeconds);
      rounds.forEach((seconds, k) => k > 0 && expect(((seconds - rounds[0]!) / 10) % 1).toBeCloseTo(0, 9));
    }
    expect(new Set(rowsOf(plain, EventKind.chokeRound).map(({ timeSeconds }) => timeSeconds % 10)).size).toBeGreaterThan(8);
  });
});

describe('M18 one neighbour at random is optimistically unchoked', () => {
  it('each peer tries many others', () => {
    const long = recordOf({ pieces: 200, sizeBits: 200 * Mbit });
    const optimistic = rowsOf(long, EventKind.unchoked, ({ value }) => value === UnchokeReason.optimistic);
    for (const peer of everyPeer) expect(new Set(optimistic.filter(({ subject }) => subject === peer).map(({ object }) => object)).size).toBeGreaterThan(3);
    expect(rowsOf(long, EventKind.choked, ({ value }) => value === ChokeReason.optimisticOver).length).toBeGreaterThan(0);
  });

  it('can be switched off: then nobody is served by draw, and a peer gets to know fewer others as traders', () => {
    const off = recordOf({ protocol: { optimisticUnchokes: 0, regularUnchokes: 2 }, pieces: 200, sizeBits: 200 * Mbit });
    const on = recordOf({ protocol: { optimisticUnchokes: 1, regularUnchokes: 2 }, pieces: 200, sizeBits: 200 * Mbit });
    const traders = (recorded: RecordedRun) => new Set(rowsOf(recorded, EventKind.unchoked).map(({ subject, object }) => `${subject} ${object}`)).size;
    expect(rowsOf(off, EventKind.unchoked, ({ value }) => value === UnchokeReason.optimistic)).toEqual([]);
    expect(traders(off)).toBeLessThan(traders(on));
  });
});

describe('M19 all others are choked and receive nothing', () => {
  it('nothing flows without an unchoke, and no more are unchoked than there are slots', () => expect(() => witness(plain)).not.toThrow());

  it('free riders give nothing and wait longer', () => {
    const groups = [{ count: 24 }, { count: 6, strategy: 'free-rider' as const }].map((group) => ({ ...group, onComplete: { kind: 'leave' as const } }));
    const end = run(swarmOf({ groups, sizeBits: Gbit, pieces: 200, serverBitrate: 3 * Mbit }));
    expect(sum(end.uploadedBits.subarray(25))).toBe(0);
    expect(meanOf(lastedSeconds(end, 25, 6))).toBeGreaterThan(1.3 * meanOf(lastedSeconds(end, 1, 24)));
  });
});
