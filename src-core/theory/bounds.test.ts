import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultScenario, newPeerGroup, type PeerGroup, type Scenario } from '../scenario/index';
import { boundCurve, bounds, boundsAt, boundsOf } from './bounds';

type Group = Partial<PeerGroup>;

function scenarioOf(sizeBits: number, serverBitrate: number, ...groups: Group[]): Scenario {
  const base = defaultScenario();
  return {
    ...base,
    content: { ...base.content, sizeBits },
    server: { ...base.server, uploadBitrate: serverBitrate },
    peerGroups: groups.map((group) => ({ ...newPeerGroup(), ...group })),
  };
}

const peers = (count: number, uploadBitrate: number, downloadBitrate: number | null = 2e6): Group => ({ count, uploadBitrate, downloadBitrate });
const letters = { 'server-upload': 'S', 'slowest-download': 'D', 'total-upload': 'T' } as const;

// Theory, section 4: N, client-server, then peer-to-peer for uploads of 300 kbit/s, 700 kbit/s, 2 Mbit/s.
type Row = [peers: number, clientServer: string, ...peerToPeer: string[]];
const tables: { name: string; sizeBits: number; serverBitrate: number; rows: Row[] }[] = [
  {
    name: 'F = 15 Gbit, us = 30 Mbit/s', sizeBits: 15e9, serverBitrate: 30e6,
    rows: [[10, '7500 D', '7500 D', '7500 D', '7500 D'], [100, '50000 S', '25000 T', '15000 T', '7500 D'],
      [1000, '500000 S', '45454.545454545456 T', '20547.945205479453 T', '7500 D']],
  },
  {
    name: 'F = 15·1024 Mbit, us = 30 Mbit/s', sizeBits: 15_360_000_000, serverBitrate: 30e6,
    rows: [[10, '7680 D', '7680 D', '7680 D', '7680 D'], [100, '51200 S', '25600 T', '15360 T', '7680 D'],
      [1000, '512000 S', '46545.454545454544 T', '21041.095890410958 T', '7680 D']],
  },
  {
    name: 'F = 10 Gbit, us = 20 Mbit/s', sizeBits: 10e9, serverBitrate: 20e6,
    rows: [[100, '50000 S', '20000 T', '11111.111111111111 T', '5000 D'], [1000, '500000 S', '31250 T', '13888.888888888889 T', '5000 D'],
      [10_000, '5000000 S', '33112.58278145696 T', '14245.014245014245 T', '5000 D']],
  },
];

describe.each(tables)('the textbook homework, digit for digit: $name', ({ sizeBits, serverBitrate, rows }) => {
  it.each(rows)('N = %i', (n, clientServer, ...peerToPeer) => {
    const shown = ({ seconds, binding }: { seconds: number | null; binding: keyof typeof letters | null }): string => `${seconds} ${binding && letters[binding]}`;
    [300e3, 700e3, 2e6].forEach((upload, at) => {
      const both = bounds(scenarioOf(sizeBits, serverBitrate, peers(n, upload)));
      expect(shown(both.clientServer)).toBe(clientServer);
      expect(shown(both.peerToPeer)).toBe(peerToPeer[at]);
      expect(boundsAt(scenarioOf(sizeBits, serverBitrate, peers(10, upload)), n)).toEqual(both);
    });
  });
});

describe('the one-hour figure (theory, section 3)', () => {
  const golden = [
    360, 600, 830.7692307692307, 1028.5714285714287, 1200, 1350, 1482.3529411764705, 1600, 1705.2631578947369, 1800, 1885.7142857142858, 1963.6363636363637,
    2034.7826086956522, 2100, 2160, 2215.3846153846152, 2266.6666666666665, 2314.285714285714, 2358.6206896551726, 2400, 2438.7096774193546, 2475,
    2509.090909090909, 2541.176470588235, 2571.4285714285716, 2600, 2627.027027027027, 2652.6315789473683, 2676.923076923077, 2700, 2721.951219512195,
    2742.8571428571427, 2762.7906976744184, 2781.818181818182, 2800,
  ];
  const curve = boundCurve(scenarioOf(3.6e9, 10e6, peers(1, 1e6, 10e6)), golden.map((_, at) => at + 1));

  it('peer-to-peer, 1 to 35', () => expect(curve.map((row) => row.peerToPeer.seconds)).toEqual(golden));
  it('client-server is 360 N seconds', () => expect(curve.map((row) => row.clientServer.seconds)).toEqual(golden.map((_, at) => 360 * (at + 1))));
  it('with one peer the first term binds: 0.1 h, not 1/11 h', () => expect(curve[0]?.peerToPeer.binding).toBe('server-upload'));
  it('from two peers on the total upload binds', () => expect(curve.slice(1).every((row) => row.peerToPeer.binding === 'total-upload')).toBe(true));
});

describe('special cases', () => {
  it('no peers: 0 s, and nothing binds', () => {
    expect(bounds(scenarioOf(1e9, 1e6, peers(0, 1e6))).peerToPeer).toEqual({ seconds: 0, binding: null, terms: [] });
    expect(bounds(scenarioOf(1e9, 0, peers(0, 1e6))).clientServer.seconds).toBe(0);
    expect(boundsAt(scenarioOf(1e9, 1e6, peers(0, 1e6)), 5).clientServer.seconds).toBe(0);
    expect(boundsAt(scenarioOf(1e9, 1e6, peers(5, 1e6)), 0).clientServer.seconds).toBe(0);
  });
  it('a server that cannot upload: never, and says why', () => {
    const { clientServer, peerToPeer } = bounds(scenarioOf(1e9, 0, peers(3, 1e6)));
    expect(clientServer).toMatchObject({ seconds: null, binding: 'server-upload', reason: 'server-cannot-upload' });
    expect(peerToPeer).toMatchObject({ seconds: null, binding: 'server-upload', reason: 'server-cannot-upload' });
  });
  it('a peer that cannot download: never, and says why; in an empty group it does not matter', () => {
    expect(bounds(scenarioOf(1e9, 1e6, peers(3, 1e6), peers(1, 1e6, 0))).peerToPeer).toMatchObject({ seconds: null, reason: 'peer-cannot-download' });
    expect(bounds(scenarioOf(1e9, 1e6, peers(3, 1e6), peers(0, 1e6, 0))).peerToPeer.seconds).toBe(1000);
  });
  it('unlimited downloads: that term is 0', () => {
    expect(bounds(scenarioOf(1e9, 1e6, peers(3, 1e6, null))).clientServer.terms[1]).toEqual({ term: 'slowest-download', seconds: 0, slack: 1 });
  });
  it('peers that upload nothing, or ride free: peer-to-peer is client-server', () => {
    for (const group of [peers(5, 0), { ...peers(5, 1e6), strategy: 'free-rider' as const }]) {
      const { clientServer, peerToPeer } = bounds(scenarioOf(1e9, 1e6, group));
      expect(peerToPeer.seconds).toBe(clientServer.seconds);
    }
  });
  it('an exact tie names all and reports the first', () => {
    const { clientServer } = bounds(scenarioOf(1e9, 3e6, peers(3, 1e6, 1e6)));
    expect(clientServer).toMatchObject({ binding: 'server-upload', tie: ['server-upload', 'slowest-download'] });
    expect(bounds(scenarioOf(1e9, 1e6, peers(2, 0.5e6, null))).peerToPeer.tie).toEqual(['server-upload', 'total-upload']);
    expect(bounds(scenarioOf(1e9, 1e6, peers(2, 0.5e6, null))).peerToPeer.binding).toBe('server-upload');
  });
  it('3 F/us and F/dmin tie although they are computed in different orders', () => {
    const { clientServer } = bounds(scenarioOf(1e9 + 1, 0.3e6, peers(3, 1e6, 0.1e6)));
    expect(clientServer.tie).toEqual(['server-upload', 'slowest-download']);
  });
  it('what ties and what has no slack is the same, also within the last digit', () => {
    const { binding, tie, terms } = boundsOf({ sizeBits: 168_116, serverBitrate: 999_937_393_080.7888, peers: 1, totalPeerBitrate: 1, slowestDownload: Infinity }).peerToPeer;
    expect(tie ?? [binding]).toEqual(terms.filter(({ slack }) => slack <= 1e-12).map(({ term }) => term));
  });
  it('slack says how far a term is from binding', () => {
    const { peerToPeer } = bounds(scenarioOf(15e9, 30e6, peers(30, 700e3)));
    expect(peerToPeer.terms.map(({ seconds }) => seconds)).toEqual([500, 7500, 450e9 / 51e6]);
    expect(peerToPeer.terms.map(({ slack }) => slack)).toEqual([1 - 500 / (450e9 / 51e6), 1 - 7500 / (450e9 / 51e6), 0]);
  });
  it('groups scale in proportion, whatever whole number of peers that makes', () => {
    const mixed = scenarioOf(1e9, 1e6, peers(1, 1e6, null), peers(2, 4e6, null));
    expect(boundsAt(mixed, 6).peerToPeer.terms[2]?.seconds).toBe(6e9 / 19e6);
    expect(boundsAt(mixed, 1).peerToPeer.terms[2]?.seconds).toBe(1e9 / 4e6);
  });
});

describe('consequences, for any setting', () => {
  const rate = fc.double({ min: 1, max: 1e12, noNaN: true });
  const setting = fc.record({
    sizeBits: fc.integer({ min: 1, max: 1e15 }), serverBitrate: rate, peers: fc.integer({ min: 1, max: 1e6 }),
    totalPeerBitrate: fc.oneof(rate, fc.constant(0)), slowestDownload: fc.oneof(rate, fc.constant(Infinity)),
  });
  const close = (a: number | null, b: number | null): boolean => a !== null && b !== null && Math.abs(a - b) <= 1e-9 * Math.max(a, b);
  const always = (claim: (s: Parameters<typeof boundsOf>[0]) => boolean): void => fc.assert(fc.property(setting, claim), { numRuns: 2000 });

  it('peer-to-peer is never above client-server', () => always((s) => {
    const { clientServer, peerToPeer } = boundsOf(s);
    return peerToPeer.seconds! <= clientServer.seconds! * (1 + 1e-12);
  }));
  it('with one peer they are equal', () => always((s) => {
    const { clientServer, peerToPeer } = boundsOf({ ...s, peers: 1 });
    return peerToPeer.seconds === clientServer.seconds;
  }));
  it('the third term never exceeds the first when U >= (N - 1) us', () => always((s) => {
    const { terms } = boundsOf({ ...s, totalPeerBitrate: (s.peers - 1) * s.serverBitrate }).peerToPeer;
    return terms[2]!.seconds! <= terms[0]!.seconds! * (1 + 1e-12);
  }));
  it('both are linear in F and inverse in a common factor of all rates', () => always((s) => {
    const [one, larger] = [boundsOf(s), boundsOf({ ...s, sizeBits: 3 * s.sizeBits })];
    const faster = boundsOf({ ...s, serverBitrate: 7 * s.serverBitrate, totalPeerBitrate: 7 * s.totalPeerBitrate, slowestDownload: 7 * s.slowestDownload });
    return (['clientServer', 'peerToPeer'] as const).every((k) => close(larger[k].seconds, 3 * one[k].seconds!) && close(faster[k].seconds, one[k].seconds! / 7));
  }));
  it('binding, tie and slack agree with the largest term', () => always((s) => {
    const { seconds, binding, terms, tie } = boundsOf(s).peerToPeer;
    const largest = terms.filter((term) => term.slack <= 1e-12).map(({ term }) => term);
    return Math.max(...terms.map((term) => term.seconds!)) === seconds && binding === largest[0] && (tie ?? [binding]).length === largest.length;
  }));
  it('with equal uploads peer-to-peer tends to F/u (self-scaling) while client-server grows without limit', () => {
    const at = (n: number): ReturnType<typeof boundsAt> => boundsAt(scenarioOf(3.6e9, 10e6, peers(1, 1e6, null)), n);
    expect(at(1e6).peerToPeer.seconds).toBeCloseTo(3600, 1);
    expect(at(1e6).peerToPeer.seconds).toBeLessThan(3600);
    expect(at(1e6).clientServer.seconds).toBe(360e6);
  });
});
