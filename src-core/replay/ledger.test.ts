import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLedger, partyAccounts, peerAccounts } from './ledger';
import { createReplay } from './replay';
import { randomTrace } from './traces.testKit';

const PEERS = 6;

function replayOf(seed: number, rows = 4_000) {
  const trace = randomTrace(seed, PEERS, 40, rows);
  const replay = createReplay(trace.header);
  for (const chunk of trace.chunks) replay.append(chunk);
  return replay;
}

const eachIsOwn = Int32Array.from({ length: PEERS + 1 }, (_, peer) => peer);

test('whatever the time and in whatever order one looks, what a peer gave to all is what it uploaded, and what it got is what it downloaded', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 }), (seed, shares) => {
      const replay = replayOf(seed);
      const all = PEERS + 1;
      const ledger = createLedger(replay, all * all, partyAccounts(eachIsOwn, all));
      for (const share of shares) {
        replay.seek(share * replay.endSeconds);
        const bits = ledger.current();
        for (let peer = 0; peer < all; peer++) {
          const gave = bits.subarray(peer * all, (peer + 1) * all).reduce((sum, one) => sum + one, 0);
          const got = bits.filter((_, account) => account % all === peer).reduce((sum, one) => sum + one, 0);
          expect(gave).toBeCloseTo(replay.state.uploadedBits[peer]!, 6);
          expect(got).toBeCloseTo(replay.state.downloadedBits[peer]!, 6);
        }
      }
    }),
    { numRuns: 40 },
  );
});

test('over several chunks going back costs no truth', () => {
  const replay = replayOf(7, 150_000);
  const ledger = createLedger(replay, 4, partyAccounts(Int32Array.from([0, 1, 1, 1, 1, 1, 1]), 2));
  for (const share of [1, 0.2, 0.9, 0.5, 0]) {
    replay.seek(share * replay.endSeconds);
    const [serverToServer, serverToPeers, peersToServer, amongPeers] = ledger.current();
    const peers = replay.state.uploadedBits.subarray(1).reduce((sum, bits) => sum + bits, 0);
    expect(serverToServer).toBe(0);
    expect(serverToPeers! + peersToServer! + amongPeers!).toBeCloseTo(replay.state.uploadedBits[0]! + peers, 4);
  }
});

test('the accounts of one peer say what it gave to each and got from each', () => {
  const replay = replayOf(3);
  replay.seek(replay.endSeconds);
  const all = PEERS + 1;
  const pairs = createLedger(replay, all * all, partyAccounts(eachIsOwn, all)).current();
  const own = createLedger(replay, 2 * all, peerAccounts(2, all)).current();
  for (let other = 0; other < all; other++) {
    expect(own[other]).toBeCloseTo(pairs[2 * all + other]!, 9);
    expect(own[all + other]).toBeCloseTo(pairs[other * all + 2]!, 9);
  }
});
