import type { Decision } from '@core/messages/index';
import { createReplay, type Replay } from '@core/replay/index';
import { defaultScenario, newPeerGroup, type Scenario } from '@core/scenario/index';
import { createSimulation } from '@core/sim/index';
import { createTraceRecorder, type Trace } from '@core/trace/index';
import { wordsOf } from '../../../charts/words.testKit';
import type { DecisionWords } from './decisionText';

export interface ObservedRun {
  readonly scenario: Scenario;
  readonly replay: Replay;
  readonly decisions: readonly Decision[];
}

/** A whole run of fast and slow peers, some of which come late and leave early, with every decision on its way. */
export function observedRun(protocol: Partial<Scenario['protocol']> = {}, architecture: 'peer-to-peer' | 'client-server' = 'peer-to-peer'): ObservedRun {
  const base = defaultScenario();
  const group = { ...newPeerGroup(), downloadBitrate: 4e6 };
  const scenario: Scenario = {
    ...base,
    content: { sizeBits: 40e6, pieceBits: 1e6 },
    server: { ...base.server, uploadBitrate: 2e6, unchokes: 4, seedChoking: 'round-robin' },
    peerGroups: [
      { ...group, name: 'fast', count: 6, uploadBitrate: 1.2e6 },
      { ...group, name: 'slow', count: 6, uploadBitrate: 3e5, onComplete: { kind: 'leave' }, arrival: { kind: 'evenly', fromSeconds: 0, untilSeconds: 30 } },
      { ...group, name: 'behind a wall', count: 2, uploadBitrate: 5e5, acceptsConnections: false },
    ],
    protocol: { ...base.protocol, ...protocol },
  };
  const decisions: Decision[] = [];
  const recorders: { finish(): Trace }[] = [];
  const simulation = createSimulation({ scenario, architecture, randomSeed: 2 }, (header) => {
    const recorder = createTraceRecorder(header);
    recorders.push(recorder);
    return recorder;
  }, { fromSeconds: 0, roundsFromSeconds: 0, take: (decision) => void decisions.push(decision) });
  while (!simulation.advance(1_000));
  const replay = createReplay(simulation.header);
  for (const recorder of recorders) for (const chunk of recorder.finish().chunks) replay.append(chunk);
  return { scenario, replay, decisions };
}

/** The words of a language, with peers called by the letters of the alphabet. */
export function decisionWordsOf(language: 'en' | 'ko'): DecisionWords {
  const words = wordsOf(language);
  return { ...words, clock: (seconds) => `${words.number(seconds)} s`, peer: (peer) => (peer === 0 ? 'Server' : String.fromCharCode(64 + peer)) };
}
