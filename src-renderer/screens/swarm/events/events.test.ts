import { createRowList, rowForms } from '@core/replay/index';
import { createTraceReader, createTraceRecorder, createTraceRow, EventKind, type TraceHeader } from '@core/trace/index';
import { describe, expect, test } from 'vitest';
import { wordsOf } from '../../../charts/words.testKit';
import type { DecisionWords } from '../decisions/decisionText';
import { eventGroupNames, eventGroups } from './eventGroups';
import { createWordIndex, searchFilter } from './eventSearch';
import { eventText } from './eventText';
import { goalOf, readTime, type GoalFields } from './goal';

function wordsIn(language: 'en' | 'ko'): DecisionWords {
  const words = wordsOf(language);
  return { ...words, clock: String, peer: (peer) => (peer === 0 ? words.say('view.peer.server') : words.say('view.peer.name', { n: peer })) };
}

const header: TraceHeader = {
  architecture: 'peer-to-peer', engineVersion: 'test', randomSeed: 1, peerCount: 9, pieceCount: 9, pieceBits: 8, lastPieceBits: 8, groupOf: new Int32Array(9),
};
const recorder = createTraceRecorder(header);
const write = (kind: EventKind, subject: number, object = -1, piece = -1, value = 0) => recorder.write(0, kind, subject, object, piece, value, -1);
write(EventKind.unchoked, 3, 7, -1, 1);
write(EventKind.unchoked, 7, 3, -1, 0);
write(EventKind.choked, 3, 7, -1, 0);
write(EventKind.transferStarted, 2, 0, 7);
write(EventKind.unchoked, 0, 2, -1, 2);
const reader = createTraceReader(header, recorder.finish().chunks);

function found(text: string, language: 'en' | 'ko' = 'en'): number[] {
  const words = wordsIn(language);
  const list = createRowList(reader, searchFilter(text, createWordIndex(words), words));
  list.grow();
  return Array.from({ length: list.count }, (_, place) => list.rowAt(place));
}

describe('the search', () => {
  test('finds a number as peer or as piece', () => expect(found('7')).toEqual([0, 1, 2, 3]));
  test('finds words by how they begin', () => {
    expect(found('choke')).toEqual([2]);
    expect(found('unchokes')).toEqual([0, 1, 4]);
    expect(found('optimistic')).toEqual([0]);
  });
  test('wants everything that is written', () => expect(found('Unchokes 7 earned')).toEqual([1]));
  test('knows the server by its name', () => {
    expect(found('server')).toEqual([3, 4]);
    expect(found('서버', 'ko')).toEqual([3, 4]);
  });
  test('speaks Korean', () => expect(found('언초크 낙관적', 'ko')).toEqual([0]));
  test('finds nothing for what no event says', () => expect(found('penguin')).toEqual([]));
});

test.each(['en', 'ko'] as const)('every form of event has its sentence in %s, and forms that differ read differently', (language) => {
  const texts = rowForms.map((form) => eventText({ ...createTraceRow(), ...form, subject: 1, object: 2, piece: 3 }, wordsIn(language)));
  expect(texts.filter((text) => text.includes('{') || text.includes('undefined'))).toEqual([]);
  expect(new Set(texts).size).toBe(texts.length);
});

test('every kind of event is in exactly one group', () => {
  expect(eventGroupNames.flatMap((name) => eventGroups[name]).sort((a, b) => a - b)).toEqual(Object.values(EventKind).sort((a, b) => a - b));
});

describe('until when to run', () => {
  const fields: GoalFields = { time: '', peer: '', by: '', event: EventKind.left, stallSeconds: 10, peerCount: 9 };
  test('a time is read as on the clock or with its unit', () => {
    expect(['1:30:05', '2:07', '90 min', '12.5 s', ' 40 '].map(readTime)).toEqual([5405, 127, 5400, 12.5, 40]);
    expect(['', 'soon', '1:75:00', '-3 s'].map(readTime)).toEqual([null, null, 3600 + 75 * 60, null]);
  });
  test('no number means any peer, and one that there is not is refused', () => {
    expect(goalOf('completed', fields)).toEqual({ kind: 'completed', peer: null });
    expect(goalOf('choked', { ...fields, peer: '4', by: '0' })).toEqual({ kind: 'choked', peer: 4, by: 0 });
    expect([goalOf('completed', { ...fields, peer: '9' }), goalOf('choked', { ...fields, by: 'two' })]).toEqual([null, null]);
  });
});
