import { lowestBit, wordsFor, type Draw } from '../base/index';

export type PieceSelection = 'rarest-first' | 'random' | 'in-order';

/** Pieces begun before go first, then fresh ones; where all that the sender has are under way already, it helps with one of them. */
export type PieceStage = 'begun' | 'fresh' | 'shared';
/** How one of them is chosen; `most-missing` goes with `shared`, `random-first` with the first pieces of a newcomer. */
export type PieceRule = PieceSelection | 'random-first' | 'most-missing';

/**
 * Which piece to ask a neighbour for, and the counts behind it, for `owners` downloaders: all peers in the simulator,
 * one in a real peer. A piece that was begun and is nobody's now is resumed before any other (strict priority, Cohen 2003).
 */
export interface PiecePicker {
  /** owner has a new neighbour whose bitfield starts at bits[at]. */
  neighbourJoined(owner: number, bits: Uint32Array, at: number): void;
  neighbourLeft(owner: number, bits: Uint32Array, at: number): void;
  /** A neighbour of owner completed a piece. */
  neighbourGot(owner: number, piece: number): void;
  /** Somebody sends owner this piece now. */
  requested(owner: number, piece: number): void;
  /** Nobody sends it any more (choked, left); what came is kept. */
  released(owner: number, piece: number): void;
  completed(owner: number, piece: number): void;
  /** The piece to ask for from a neighbour with those bits; -1: nothing that is not under way already. */
  pick(owner: number, bits: Uint32Array, at: number, draw: Draw): number;
  /** Neighbours of owner that hold the piece. */
  copies(owner: number, piece: number): number;
  /** Whether what pick gives next for these bits is a piece that was begun before. */
  resumes(owner: number, piece: number): boolean;
  /**
   * The pieces that `pick` chose this one from, and how. To be asked before the piece is `requested`, only for the description
   * of a decision: it allocates.
   */
  choice(owner: number, bits: Uint32Array, at: number, piece: number): PieceChoice;
}

/** How a piece was chosen, and from which. */
export interface PieceChoice {
  readonly stage: 'begun' | 'fresh';
  readonly rule: PieceRule;
  readonly pieces: readonly number[];
}

export interface PickerRules {
  readonly pieceSelection: PieceSelection;
  /** So many pieces are drawn at random before `pieceSelection` begins. */
  readonly randomFirstPieces: number;
}

/**
 * @param mostNeighbours decides how wide the counts must be
 * Source of rarest first, ties at random: Cohen 2003; notes M16.
 */
export function createPiecePicker(rules: PickerRules, owners: number, pieces: number, mostNeighbours: number): PiecePicker {
  const words = wordsFor(pieces);
  const counts = mostNeighbours < 256 ? new Uint8Array(owners * pieces) : new Uint16Array(owners * pieces);
  /** Pieces that an owner lacks and nobody sends it: fresh ones, and those that were begun. */
  const open = new Uint32Array(owners * words).fill(0xffffffff);
  const begun = new Uint32Array(owners * words);
  const begunCount = new Int32Array(owners);
  const heldCount = new Int32Array(owners);
  const ties = new Int32Array(pieces);

  function addToCounts(owner: number, bits: Uint32Array, at: number, change: 1 | -1): void {
    const base = owner * pieces;
    for (let word = 0; word < words; word++) {
      let rest = bits[at + word]!;
      while (rest !== 0) {
        const bit = lowestBit(rest);
        rest &= rest - 1;
        counts[base + (word << 5) + bit]! += change;
      }
    }
  }

  /** Each pick goes over the pieces in `set` that the neighbour holds. */
  function rarest(owner: number, set: Uint32Array, bits: Uint32Array, at: number, draw: Draw): number {
    const base = owner * pieces;
    const mine = owner * words;
    let least = 0x10000;
    let equals = 0;
    for (let word = 0; word < words; word++) {
      let rest = set[mine + word]! & bits[at + word]!;
      while (rest !== 0) {
        const piece = (word << 5) + lowestBit(rest);
        rest &= rest - 1;
        const count = counts[base + piece]!;
        if (count > least) continue;
        if (count < least) {
          least = count;
          equals = 0;
        }
        ties[equals++] = piece;
      }
    }
    return equals === 0 ? -1 : ties[equals === 1 ? 0 : draw.below(equals)]!;
  }

  function anyOf(owner: number, set: Uint32Array, bits: Uint32Array, at: number, draw: Draw): number {
    const mine = owner * words;
    let found = 0;
    for (let word = 0; word < words; word++) {
      let rest = set[mine + word]! & bits[at + word]!;
      while (rest !== 0) {
        ties[found++] = (word << 5) + lowestBit(rest);
        rest &= rest - 1;
      }
    }
    return found === 0 ? -1 : ties[draw.below(found)]!;
  }

  function firstOf(owner: number, set: Uint32Array, bits: Uint32Array, at: number): number {
    const mine = owner * words;
    for (let word = 0; word < words; word++) {
      const both = set[mine + word]! & bits[at + word]!;
      if (both !== 0) return (word << 5) + lowestBit(both);
    }
    return -1;
  }

  const ruleOf = (owner: number): PieceRule => (heldCount[owner]! < rules.randomFirstPieces ? 'random-first' : rules.pieceSelection);

  function select(owner: number, set: Uint32Array, bits: Uint32Array, at: number, draw: Draw): number {
    const rule = ruleOf(owner);
    if (rule === 'rarest-first') return rarest(owner, set, bits, at, draw);
    if (rule === 'in-order') return firstOf(owner, set, bits, at);
    return anyOf(owner, set, bits, at, draw);
  }

  /** All pieces in `set` that the neighbour holds. */
  function listOf(owner: number, set: Uint32Array, bits: Uint32Array, at: number): number[] {
    const list: number[] = [];
    for (let piece = 0; piece < pieces; piece++)
      if (isSet(set, owner, piece) && (bits[at + (piece >>> 5)]! >>> (piece & 31)) & 1) list.push(piece);
    return list;
  }

  const isSet = (set: Uint32Array, owner: number, piece: number) => (set[owner * words + (piece >>> 5)]! >>> (piece & 31)) & 1;
  const put = (set: Uint32Array, owner: number, piece: number) => (set[owner * words + (piece >>> 5)]! |= 1 << (piece & 31));
  const take = (set: Uint32Array, owner: number, piece: number) => (set[owner * words + (piece >>> 5)]! &= ~(1 << (piece & 31)));
  const forgetBegun = (owner: number, piece: number) => {
    if (!isSet(begun, owner, piece)) return;
    take(begun, owner, piece);
    begunCount[owner]!--;
  };

  return {
    neighbourJoined: (owner, bits, at) => addToCounts(owner, bits, at, 1),
    neighbourLeft: (owner, bits, at) => addToCounts(owner, bits, at, -1),
    neighbourGot(owner, piece) {
      counts[owner * pieces + piece]!++;
    },
    requested(owner, piece) {
      take(open, owner, piece);
      forgetBegun(owner, piece);
    },
    released(owner, piece) {
      put(open, owner, piece);
      put(begun, owner, piece);
      begunCount[owner]!++;
    },
    completed(owner, piece) {
      take(open, owner, piece);
      forgetBegun(owner, piece);
      heldCount[owner]!++;
    },
    pick(owner, bits, at, draw) {
      if (begunCount[owner]! > 0) {
        const piece = select(owner, begun, bits, at, draw);
        if (piece >= 0) return piece;
      }
      return select(owner, open, bits, at, draw);
    },
    copies: (owner, piece) => counts[owner * pieces + piece]!,
    resumes: (owner, piece) => isSet(begun, owner, piece) === 1,
    choice(owner, bits, at, piece) {
      const isBegun = isSet(begun, owner, piece) === 1;
      return { stage: isBegun ? 'begun' : 'fresh', rule: ruleOf(owner), pieces: listOf(owner, isBegun ? begun : open, bits, at) };
    },
  };
}
