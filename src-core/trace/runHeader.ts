import { pieceCount, type Scenario } from '../scenario/index';
import type { Architecture, TraceHeader } from './types';

/** The header of a run of a scenario: peers numbered from 1 in the order of their groups, the server 0. */
export function runHeader(scenario: Scenario, architecture: Architecture, randomSeed: number, engineVersion: string): TraceHeader {
  const { sizeBits, pieceBits } = scenario.content;
  const pieces = pieceCount(scenario.content);
  const groupOf = [-1];
  scenario.peerGroups.forEach(({ count }, group) => {
    for (let k = 0; k < count; k++) groupOf.push(group);
  });
  return {
    architecture,
    engineVersion,
    randomSeed,
    peerCount: groupOf.length,
    pieceCount: pieces,
    pieceBits: Math.min(pieceBits, sizeBits),
    lastPieceBits: sizeBits - (pieces - 1) * pieceBits,
    groupOf: Int32Array.from(groupOf),
  };
}
