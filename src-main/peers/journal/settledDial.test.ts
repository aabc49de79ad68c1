import type { Decision } from '@core/policy/index';
import { createRowCounter, RefusalReason, type TraceHeader } from '@core/trace/index';
import { expect, it } from 'vitest';
import { createJournal } from './journal';
import { tellDials } from './settledDial';

/** A server, three peers, room for an outside client. */
const header: TraceHeader = {
  architecture: 'real', engineVersion: 'test', randomSeed: 1, peerCount: 4, pieceCount: 4, pieceBits: 1000, lastPieceBits: 1000, groupOf: Int32Array.of(-1, 0, 0, 0),
};

it('each dial of a peer is told once, with what came of it, its row, and the neighbours that both had before', () => {
  const told: Decision[] = [];
  const journal = createJournal(header, createRowCounter(), () => 7, 1, tellDials({ fromSeconds: 0, take: (decision) => void told.push(decision) }, 80));
  for (const peer of [0, 1, 2]) journal.joined(peer, false);
  journal.connected(1, 0);
  // The other end says the same.
  journal.connected(1, 0);
  journal.connected(2, 0);
  journal.refused(2, 3, RefusalReason.offline);
  journal.refused(2, 1, RefusalReason.full);
  journal.refused(2, 1, RefusalReason.unreachable);
  journal.seat('aria2 1.36.0');
  journal.connected(4, 0);
  // Who is gone has dialled nobody.
  journal.refused(3, 0, RefusalReason.full);
  const said = { kind: 'connection', timeSeconds: 7, maxNeighbours: 80 };
  expect(told).toEqual([
    { ...said, peer: 1, remote: 0, outcome: 'accepted', neighbours: 0, remoteNeighbours: 0, rows: [3] },
    { ...said, peer: 2, remote: 0, outcome: 'accepted', neighbours: 0, remoteNeighbours: 1, rows: [4] },
    { ...said, peer: 2, remote: 3, outcome: 'offline', neighbours: 1, remoteNeighbours: 0, rows: [5] },
    { ...said, peer: 2, remote: 1, outcome: 'full', neighbours: 1, remoteNeighbours: 1, rows: [6] },
    { ...said, peer: 2, remote: 1, outcome: 'unreachable', neighbours: 1, remoteNeighbours: 1, rows: [7] },
  ]);
});

it('before the time from which an observer wants to know, nothing is told', () => {
  const told: Decision[] = [];
  const journal = createJournal(header, createRowCounter(), () => 7, 0, tellDials({ fromSeconds: 8, take: (decision) => void told.push(decision) }, 80));
  for (const peer of [0, 1]) journal.joined(peer, false);
  journal.connected(1, 0);
  expect(told).toEqual([]);
});
