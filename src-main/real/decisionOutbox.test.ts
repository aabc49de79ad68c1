import type { Decision } from '@core/messages/index';
import { expect, it } from 'vitest';
import { createDecisionOutbox } from './decisionOutbox';

const roundOf = (peer: number): Decision => ({
  kind: 'round', timeSeconds: 1, peer, rows: [], ranking: 'received', slots: { regular: 1, optimistic: 1 }, nextRoundSeconds: 11, nextDrawSeconds: 31, candidates: [],
});

it('gives away what was decided until the end, and nothing that a brain decides after it', () => {
  const outbox = createDecisionOutbox(() => 0);
  outbox.take(roundOf(1));
  outbox.end();
  outbox.take(roundOf(2));
  expect(outbox.settled()).toEqual([roundOf(1)]);
  outbox.take(roundOf(3));
  expect(outbox.settled()).toEqual([]);
});
