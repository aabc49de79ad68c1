import type { Decision, ServeCandidate } from '../policy/index';
import type { Trace } from '../trace/index';
import { KINDS, OUTCOMES, RANKINGS, RULES, SERVICES, SLOTS, STAGES, type Column } from './decisionColumns';
import type { Eye } from './numberColumns';

/** Whole numbers beyond it are no numbers of anything here. */
const MOST = 2 ** 31;

/** What numbers may be in the decisions of a run, and how much of everything there may still be. */
export interface Bounds {
  readonly peers: number;
  readonly pieces: number;
  readonly rowCount: number;
  rowsLeft: number;
  weightLeft: number;
}

/** @param weight decisions and candidates, at most */
export function boundsOf({ header, rowCount }: Trace, weight: number): Bounds {
  return { peers: header.peerCount, pieces: header.pieceCount, rowCount, rowsLeft: rowCount, weightLeft: weight };
}

function lengthOf(eye: Eye<Column>, bounds: Bounds): number {
  const length = eye.whole('length', bounds.weightLeft + 1);
  bounds.weightLeft -= length;
  return length;
}

function seconds(eye: Eye<Column>): number {
  const value = eye.amount('seconds');
  if (value < 0) throw new RangeError(`seconds: ${value}`);
  return value;
}

function moment(eye: Eye<Column>, column: 'nextRound' | 'nextDraw'): number {
  const value = eye.amount(column);
  return value < 0 ? Infinity : value;
}

const oneOf = <T>(eye: Eye<Column>, column: Column, list: readonly T[]): T => list[eye.whole(column, list.length)]!;

function candidatesOf(eye: Eye<Column>, bounds: Bounds): ServeCandidate[] {
  return Array.from({ length: lengthOf(eye, bounds) }, () => {
    const peer = eye.whole('candidate', bounds.peers);
    const score = eye.amount('score');
    const service = eye.whole('service', SERVICES.length ** 2);
    return { peer, score, before: SERVICES[Math.floor(service / SERVICES.length)]!, after: SERVICES[service % SERVICES.length]! };
  });
}

function slotsOf(eye: Eye<Column>) {
  const slots = { regular: eye.whole('regularSlots', MOST), optimistic: eye.whole('optimisticSlots', MOST) };
  return { slots, nextDrawSeconds: moment(eye, 'nextDraw') };
}

/**
 * Reads what `writeDecision` wrote.
 * @throws RangeError for numbers that nobody in such a swarm could have decided by
 */
export function readDecision(eye: Eye<Column>, bounds: Bounds): Decision {
  const kind = oneOf(eye, 'kind', KINDS);
  if (--bounds.weightLeft < 0) throw new RangeError('more decisions than any run has');
  const peer = eye.whole('peer', bounds.peers);
  const timeSeconds = seconds(eye);
  const rowsHere = eye.whole('length', bounds.rowsLeft + 1);
  bounds.rowsLeft -= rowsHere;
  const rows = Array.from({ length: rowsHere }, () => eye.step('row', bounds.rowCount));
  const decided = { timeSeconds, peer, rows };
  switch (kind) {
    case 'round': {
      const ranking = oneOf(eye, 'choice', RANKINGS);
      return { kind, ...decided, ranking, ...slotsOf(eye), nextRoundSeconds: moment(eye, 'nextRound'), candidates: candidatesOf(eye, bounds) };
    }
    case 'optimistic':
      return { kind, ...decided, ...slotsOf(eye), candidates: candidatesOf(eye, bounds) };
    case 'free-slot': {
      const ranking = oneOf(eye, 'choice', RANKINGS);
      return { kind, ...decided, ranking, slot: oneOf(eye, 'choice', SLOTS), candidates: candidatesOf(eye, bounds) };
    }
    case 'piece':
      return readPiece(eye, bounds, decided);
    case 'connection': {
      const remote = eye.whole('remote', bounds.peers);
      const outcome = oneOf(eye, 'choice', OUTCOMES);
      const [neighbours, remoteNeighbours, maxNeighbours] = [eye.whole('neighbours', MOST), eye.whole('neighbours', MOST), eye.whole('neighbours', MOST)];
      return { kind, ...decided, remote, outcome, neighbours, remoteNeighbours, maxNeighbours };
    }
    case 'tracker':
      return readAnswer(eye, bounds, decided);
  }
}

type Decided = Pick<Decision, 'timeSeconds' | 'peer' | 'rows'>;

function readPiece(eye: Eye<Column>, bounds: Bounds, decided: Decided): Decision {
  const sender = eye.whole('remote', bounds.peers);
  const stage = oneOf(eye, 'choice', STAGES);
  const rule = oneOf(eye, 'choice', RULES);
  const chosen = eye.step('piece', bounds.pieces);
  const candidates = Array.from({ length: lengthOf(eye, bounds) }, () => {
    const piece = eye.step('piece', bounds.pieces);
    return { piece, copies: eye.whole('copies', MOST), missingBits: eye.amount('missing') };
  });
  return { kind: 'piece', ...decided, sender, stage, rule, chosen, candidates };
}

function readAnswer(eye: Eye<Column>, bounds: Bounds, decided: Decided): Decision {
  const [members, most] = [eye.whole('members', MOST), eye.whole('members', MOST)];
  const [neighbours, dialsUpTo] = [eye.whole('neighbours', MOST), eye.whole('neighbours', MOST)];
  const offered = Array.from({ length: lengthOf(eye, bounds) }, () => {
    const one = eye.whole('offered', 2 * bounds.peers);
    return { peer: Math.floor(one / 2), isDialled: one % 2 === 1 };
  });
  return { kind: 'tracker', ...decided, members, most, neighbours, dialsUpTo, offered };
}
