import { choice, group, integer, integerOrNull, number, numberOrNull, onOff, text, variant, type FieldValues } from './fieldKinds';
import { bitrate, moment, NAME_LENGTH, neighbours, period, slots } from './fieldRanges';

/** What stands at the top of the file, beside the parts. */
export const general = group({
  title: text({ default: '', maxLength: NAME_LENGTH, multiline: false, notes: '' }),
  notes: text({ default: '', maxLength: 1_048_576, multiline: true, notes: '' }),
  /** Of the random draws: the same scenario and seed give the same run. */
  seed: integer({ default: 1, min: 0, max: Number.MAX_SAFE_INTEGER, unit: 'count', notes: '' }),
});

/** The file that is given to all. */
export const content = group({
  sizeBits: integer({ default: 15e9, min: 1, max: Number.MAX_SAFE_INTEGER, unit: 'bits', required: true, notes: 'M4' }),
  pieceBits: integer({ default: 2_097_152, min: 1, max: Number.MAX_SAFE_INTEGER, unit: 'bits', notes: 'M8' }),
});

/** Peer 0: it has everything from the start. */
export const server = group({
  uploadBitrate: number({ ...bitrate, default: 30e6, required: true, notes: 'M2, M4' }),
  /** It leaves once it has uploaded so many copies of the content; fractions are allowed. */
  leaveAfterCopies: numberOrNull({ default: null, min: 0, max: 1e6, unit: 'count', nullMeans: 'stays', notes: 'M10' }),
  /** Null: max(regular + optimistic, floor(sqrt(0.6 x rate in KiB/s))), the mainline client's rule (theory, section 5). */
  unchokes: integerOrNull({ ...slots, default: null, nullMeans: 'byRate', notes: 'M17' }),
  seedChoking: choice({ default: 'fastest-first', choices: ['fastest-first', 'round-robin'], notes: 'M17' }),
});

/** Peers that are alike. */
export const peerGroup = group({
  name: text({ default: 'students', maxLength: NAME_LENGTH, multiline: false, notes: '' }),
  count: integer({ default: 10, min: 0, max: 1_000_000, unit: 'count', notes: 'M4' }),
  uploadBitrate: number({ ...bitrate, default: 300e3, notes: 'M4' }),
  downloadBitrate: numberOrNull({ ...bitrate, default: 2e6, nullMeans: 'unlimited', notes: 'M4' }),
  arrival: variant({
    default: 'together',
    variants: {
      together: group({ atSeconds: number({ ...moment, default: 0, notes: 'M9' }) }),
      evenly: group({
        fromSeconds: number({ ...moment, default: 0, notes: 'M9' }),
        untilSeconds: number({ ...moment, default: 600, notes: 'M9' }),
      }),
      poisson: group({
        perSecond: number({ default: 0.1, min: 0, max: 1e9, open: 'min', unit: 'perSecond', notes: 'M9' }),
        fromSeconds: number({ ...moment, default: 0, notes: 'M9' }),
      }),
    },
    notes: 'M9, M14',
  }),
  onComplete: variant({
    default: 'stay',
    variants: {
      stay: group({}),
      leave: group({}),
      stayFor: group({ seconds: number({ ...moment, default: 600, notes: 'M10' }) }),
      /** Exponentially distributed. */
      stayForRandom: group({ meanSeconds: number({ ...period, default: 600, notes: 'M10' }) }),
    },
    notes: 'M10',
  }),
  interruption: variant({
    default: 'none',
    variants: {
      none: group({}),
      /** Leaves once it holds that fraction of the pieces, and returns with them. */
      once: group({
        afterFraction: number({ default: 0.5, min: 0, max: 1, open: 'both', unit: 'fraction', notes: 'M10' }),
        awaySeconds: number({ ...moment, default: 600, notes: 'M10' }),
      }),
      random: group({
        meanUpSeconds: number({ ...period, default: 600, notes: 'M1, M10' }),
        meanAwaySeconds: number({ ...period, default: 600, notes: 'M1, M10' }),
      }),
    },
    notes: 'M1, M10',
  }),
  /** False: it takes no incoming connections, as behind a NAT. */
  acceptsConnections: onOff({ default: true, notes: 'M13' }),
  strategy: choice({ default: 'standard', choices: ['standard', 'free-rider'], notes: 'M19' }),
});

/** How the peers trade. */
export const protocol = group({
  trackerResponsePeers: integer({ ...neighbours, default: 50, min: 1, notes: 'M12' }),
  announceIntervalSeconds: number({ ...period, default: 1800, notes: 'M11' }),
  /** From then on the tracker answers nothing. */
  trackerFailsAtSeconds: numberOrNull({ ...moment, default: null, nullMeans: 'never', notes: 'M11' }),
  maxNeighbours: integer({ ...neighbours, default: 80, min: 1, notes: 'M13, M14' }),
  /** Below it a peer asks the tracker again. */
  minNeighbours: integer({ ...neighbours, default: 20, min: 0, notes: 'M14' }),
  /** Neighbours unchoked because they send fastest (the textbook's four). */
  regularUnchokes: integer({ ...slots, default: 4, notes: 'M17' }),
  optimisticUnchokes: integer({ ...slots, default: 1, notes: 'M18' }),
  rechokeSeconds: number({ ...period, default: 10, notes: 'M17' }),
  optimisticSeconds: number({ ...period, default: 30, notes: 'M18' }),
  rateWindowSeconds: number({ ...period, default: 20, notes: 'M17' }),
  pieceSelection: choice({ default: 'rarest-first', choices: ['rarest-first', 'random', 'in-order'], notes: 'M16' }),
  randomFirstPieces: integer({ default: 0, min: 0, max: 1_048_576, unit: 'count', notes: 'M16' }),
  /** The last parts of a piece may come from several senders. */
  endGame: onOff({ default: true, notes: 'M15' }),
  latencySeconds: number({ ...moment, default: 0, notes: 'M15' }),
});

/** Every group by the name it has in the locale: `scenario.<group>.<field>.label`. */
export const fieldGroups = { general, content, server, peerGroup, protocol } as const;
export type FieldGroupName = keyof typeof fieldGroups;

export type Content = FieldValues<typeof content>;
export type Server = FieldValues<typeof server>;
export type PeerGroup = FieldValues<typeof peerGroup>;
export type Protocol = FieldValues<typeof protocol>;
export type Arrival = PeerGroup['arrival'];
export type OnComplete = PeerGroup['onComplete'];
export type Interruption = PeerGroup['interruption'];
export type PieceSelection = Protocol['pieceSelection'];
export type SeedChoking = Server['seedChoking'];
export type Strategy = PeerGroup['strategy'];
