import { expect, test } from 'vitest';
import { flowsOf } from '../canvas/flows';
import { conditionOf } from '../canvas/paintPeers';
import { runReplay } from '../canvas/replays.testKit';
import { peerFacts } from './peerFacts';

const replay = runReplay('peer-to-peer');
const { peerCount, pieceCount } = replay.header;
const found = new Int32Array(peerCount);

test('at any time what all peers send is what all receive, and what the two streams carry', () => {
  for (const share of [0.1, 0.3, 0.5, 0.8]) {
    replay.seek(share * replay.endSeconds);
    const facts = Array.from({ length: peerCount }, (_, peer) => peerFacts(replay, peer, found));
    const down = facts.reduce((sum, one) => sum + one.downBitrate, 0);
    const flows = flowsOf(replay.state);
    expect(facts.reduce((sum, one) => sum + one.upBitrate, 0)).toBeCloseTo(down, 3);
    expect(flows.serverBitrate + flows.peersBitrate).toBeCloseTo(down, 3);
  }
});

test('neighbours agree on who serves whom, and the busy ones come first', () => {
  replay.seek(0.4 * replay.endSeconds);
  for (let peer = 0; peer < peerCount; peer++) {
    const { neighbours } = peerFacts(replay, peer, found);
    const rates = neighbours.map((one) => one.downBitrate + one.upBitrate);
    expect(rates).toEqual([...rates].sort((a, b) => b - a));
    for (const one of neighbours) {
      const back = peerFacts(replay, one.peer, found).neighbours.find((other) => other.peer === peer);
      expect(back).toMatchObject({ gives: one.gets, gets: one.gives, downBitrate: one.upBitrate, upBitrate: one.downBitrate });
    }
  }
});

test('nobody is served by one who chokes it', () => {
  for (const share of [0.2, 0.6]) {
    replay.seek(share * replay.endSeconds);
    for (let peer = 1; peer < peerCount; peer++) {
      for (const { from } of peerFacts(replay, peer, found).receiving) expect(replay.slot(from, peer)).toBeGreaterThan(0);
    }
  }
});

test('a peer is busy, then away with what it has, and complete at the end', () => {
  const seen = new Set<string>();
  for (let step = 0; step <= 100; step++) {
    replay.seek((step / 100) * replay.endSeconds);
    seen.add(conditionOf(replay.state, 9, pieceCount));
  }
  expect([...seen]).toEqual(['busy', 'away', 'complete']);
});
