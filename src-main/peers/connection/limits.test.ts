import { describe, expect, it } from 'vitest';
import { createRequestPipeline, LEAST_OPEN, MOST_OPEN, MOST_UNASKED } from './requestPipeline';
import { createToggleGuard, MOST_TOGGLES_PER_MINUTE } from './toggleGuard';
import { createUploadQueue, MOST_QUEUED, MOST_WHILE_CHOKED, type BlockRequest } from './uploadQueue';

const request = (piece: number, begin = 0, lengthBytes = 16_384): BlockRequest => ({ piece, begin, lengthBytes });

describe('what a neighbour asks for', () => {
  it('is given in the order asked, each once, unless it is cancelled', () => {
    const queue = createUploadQueue();
    for (const piece of [3, 1, 3, 2, 1]) expect(queue.add(request(piece), false, true)).toBe(null);
    expect(queue.size).toBe(3);
    queue.cancel(request(1));
    queue.cancel(request(9));
    expect([queue.take()?.piece, queue.take()?.piece, queue.take()]).toEqual([3, 2, null]);
  });

  it('is 8,000 blocks at once, and not one more', () => {
    const queue = createUploadQueue();
    for (let piece = 0; piece < MOST_QUEUED; piece++) expect(queue.add(request(piece), false, true)).toBe(null);
    expect(queue.add(request(0), false, true)).toBe(null);
    expect(queue.add(request(MOST_QUEUED), false, true)).toEqual({ code: 'tooManyRequests', detail: MOST_QUEUED + 1 });
    queue.clear();
    expect([queue.size, queue.take()]).toEqual([0, null]);
  });

  it('is passed over while it is choked, 300 times and not once more', () => {
    const queue = createUploadQueue();
    for (let k = 0; k < MOST_WHILE_CHOKED; k++) expect(queue.add(request(0), true, true)).toBe(null);
    expect(queue.size).toBe(0);
    expect(queue.add(request(0), true, true)?.code).toBe('requestsWhileChoked');
    // An unchoke begins a new count.
    expect(queue.add(request(0), false, true)).toBe(null);
    expect(queue.add(request(0), true, true)).toBe(null);
  });

  it('is something that we hold', () => {
    expect(createUploadQueue().add(request(7), false, false)).toEqual({ code: 'notHeld', detail: 7 });
  });
});

describe('what we ask a neighbour for', () => {
  it('is answered in piece, offset and length, or it was not asked', () => {
    const pipeline = createRequestPipeline();
    pipeline.asked(request(1, 16_384), 0);
    for (const other of [request(2, 16_384), request(1, 0), request(1, 16_384, 16_383)]) expect(pipeline.answered(other, 1)).toBe('unasked');
    expect(pipeline.answered(request(1, 16_384), 1)).toBe('asked');
    expect(pipeline.answered(request(1, 16_384), 1)).toBe('unasked');
  });

  it('may be answered late, once each, after a choke or a cancel', () => {
    const pipeline = createRequestPipeline();
    for (let piece = 0; piece < 4; piece++) pipeline.asked(request(piece), piece);
    pipeline.giveUp(3, 0);
    expect(pipeline.isOpen(3, 0)).toBe(false);
    expect(pipeline.waitedMs(10)).toBe(10);
    expect(pipeline.giveUpAll().map(({ piece }) => piece)).toEqual([0, 1, 2]);
    expect([pipeline.open.length, pipeline.waitedMs(10)]).toEqual([0, 0]);
    expect([0, 1, 2, 3, 3].map((piece) => pipeline.answered(request(piece), 5))).toEqual(['givenUp', 'givenUp', 'givenUp', 'givenUp', 'unasked']);
  });

  it('is asked again after it was given up, and then counts as asked', () => {
    const pipeline = createRequestPipeline();
    pipeline.asked(request(1), 0);
    pipeline.giveUpAll();
    pipeline.asked(request(1), 1);
    expect([pipeline.answered(request(1), 2), pipeline.answered(request(1), 2)]).toEqual(['asked', 'unasked']);
  });

  it('may come unasked 64 times, and not once more', () => {
    const pipeline = createRequestPipeline();
    for (let k = 0; k < MOST_UNASKED; k++) pipeline.answered(request(k), 0);
    expect(pipeline.fault).toBe(null);
    pipeline.answered(request(0), 0);
    expect(pipeline.fault).toEqual({ code: 'unaskedBlocks', detail: MOST_UNASKED + 1 });
  });

  it('is as much as comes in a second, from 10 to 250 blocks', () => {
    const depthAt = (blocksPerSecond: number) => {
      const pipeline = createRequestPipeline();
      for (let k = 0; k <= 3 * blocksPerSecond; k++) {
        pipeline.asked(request(k), 1 + (k * 1_000) / blocksPerSecond);
        pipeline.answered(request(k), 1 + (k * 1_000) / blocksPerSecond);
      }
      return pipeline.depth;
    };
    expect([1, 10, 40, 250, 5_000].map(depthAt)).toEqual([LEAST_OPEN, LEAST_OPEN, 40, MOST_OPEN, MOST_OPEN]);
  });
});

describe('a neighbour that changes its mind', () => {
  it('may do so 2,000 times a minute, and not once more', () => {
    const guard = createToggleGuard();
    for (let k = 0; k < MOST_TOGGLES_PER_MINUTE; k++) expect(guard(k)).toBe(null);
    expect(guard(59_999)).toEqual({ code: 'toggles', detail: MOST_TOGGLES_PER_MINUTE + 1 });
    expect(guard(60_000)).toBe(null);
  });
});
