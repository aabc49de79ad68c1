import { defaultScenario } from '@core/scenario/index';
import type { RunResult } from '@core/replay/index';
import { describe, expect, test } from 'vitest';
import { createFormat } from '../../composables/format';
import { i18n } from '../../i18n/index';
import type { RaceArchitecture, RunRecord } from '../../stores/runRecord';
import { boundOf, figureOf, headline, lesson, type Sentence, type Standing } from './answer';

const format = createFormat('en', (key, values = {}) => i18n.global.t(key, values));
const say = ({ key, values, plural = 1 }: Sentence) => i18n.global.t(key, values, plural);

function resultOf(architecture: RaceArchitecture, makespanSeconds: number | null, boundSeconds: number | null): RunResult {
  return {
    architecture, seed: 1, engineVersion: 'test', finished: makespanSeconds !== null, makespanSeconds, boundSeconds,
    peers: 30, completed: 30, pieceTransfers: 1, deliveredBits: 1, duplicateBits: 0, uploadedBits: { server: 1, peers: 0 },
    capacity: { totalBits: 1, usedBits: 1, idle: { nothingToGive: 0, nobodyInterested: 0, noSlot: 0, receiversFull: 0, endPhase: 0 } },
    completionSeconds: null, perPeer: [], traceDigest: 'sha256:',
  };
}

function runOf(architecture: RaceArchitecture, result: RunResult | null): RunRecord {
  return {
    architecture, result, status: result === null ? 'running' : 'finished', scenario: defaultScenario(), scenarioHash: '', randomSeed: 1,
    completed: 0, total: 1, problem: null, replay: null, arrivedSeconds: 100, decisions: null,
  };
}

const standing = (architecture: RaceArchitecture, part: Partial<Standing> = {}): Standing => ({
  architecture, run: null, boundSeconds: architecture === 'client-server' ? 15_000 : 8824, binding: 'total-upload', completed: 0, peers: 30, ...part,
});
const clientServer = standing('client-server', { run: runOf('client-server', resultOf('client-server', 15_000, 15_000)) });
const peerToPeer = standing('peer-to-peer', { run: runOf('peer-to-peer', resultOf('peer-to-peer', 9060, 8824)) });

describe('the answer in one sentence', () => {
  test('is a question until both are done at the time shown, even when the result is known', () => {
    expect(say(headline(clientServer, peerToPeer, 9061, format))).toBe('How long until all 30 have the file?');
  });
  test('names makespan and ratio to the bound; the line below names the binding term', () => {
    expect(say(headline(clientServer, peerToPeer, 15_000, format)))
      .toBe('Peer-to-peer finished in 2 h 31 min: 1.03 × its bound.');
    expect(say(lesson(peerToPeer, format))).toBe('The total upload sets the pace. And with 90? Drag N and run again.');
  });
  test('claims no ratio where the textbook’s setting does not hold', () => {
    const late = standing('peer-to-peer', { run: runOf('peer-to-peer', resultOf('peer-to-peer', 9060, null)) });
    expect(say(headline(clientServer, late, 15_000, format))).toBe('Peer-to-peer finished in 2 h 31 min.');
  });
  test('says so when somebody never gets the file', () => {
    const stuck = standing('peer-to-peer', { completed: 12, run: runOf('peer-to-peer', resultOf('peer-to-peer', null, null)) });
    expect(say(headline(clientServer, stuck, 15_000, format))).toBe('Peer-to-peer cannot finish: only 12 of 30 got the whole file.');
  });
});

describe('the figure of one architecture', () => {
  test('counts those who are done, and turns into the time at the finish', () => {
    expect(say(figureOf(standing('peer-to-peer', { completed: 7, run: runOf('peer-to-peer', null) }), 10, format))).toBe('7 of 30 done');
    expect(say(figureOf(peerToPeer, 9060, format))).toBe('2 h 31 min');
  });
  test('is the least possible time before anything has run', () => {
    expect(say(figureOf(standing('client-server'), 0, format))).toBe('4 h 10 min at least');
    expect(say(boundOf(standing('client-server'), 0, format))).toBe('by the theory');
  });
  test('stands beside its bound, and at the finish beside the ratio', () => {
    expect(say(boundOf(peerToPeer, 9059, format))).toBe('at least 2 h 27 min by the theory');
    expect(say(boundOf(peerToPeer, 9060, format))).toBe('1.03 × its bound of 2 h 27 min');
  });
  test('an infinite bound is said in words', () => {
    expect(say(boundOf(standing('peer-to-peer', { boundSeconds: null }), 0, format))).toBe('cannot finish by the theory');
  });
});
