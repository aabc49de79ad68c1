import { pieceCount, type PeerGroup, type PieceSelection, type Scenario } from '../../scenario/index';
import { EventKind, PieceRule, type TraceRow } from '../../trace/index';
import type { RecordedRun } from '../swarm';

/** What the scenario says of each peer (0 is the server), read without the simulator's help; as it stands after the changes seen so far. */
export interface Facts {
  readonly scenario: Scenario;
  readonly clientServer: boolean;
  readonly peers: number;
  readonly pieces: number;
  readonly upload: readonly number[];
  readonly download: readonly number[];
  readonly regularSlots: readonly number[];
  readonly optimisticSlots: readonly number[];
  readonly rule: PieceSelection;
  pieceBits(piece: number): number;
  group(peer: number): PeerGroup;
  /** A row of a timed change makes rates, strategies and rules others. */
  amend(row: Readonly<TraceRow>): void;
}

export function factsOf({ scenario, options }: Pick<RecordedRun, 'scenario' | 'options'>): Facts {
  const groups = scenario.peerGroups.flatMap((group) => Array.from({ length: group.count }, () => group));
  const clientServer = options.architecture === 'client-server';
  const { content, server, protocol } = scenario;
  const pieces = pieceCount(content);
  const upload = [server.uploadBitrate, ...groups.map(({ uploadBitrate }) => (clientServer ? 0 : uploadBitrate))];
  const download = [Infinity, ...groups.map(({ downloadBitrate }) => downloadBitrate ?? Infinity)];
  const rides = [false, ...groups.map(({ strategy }) => strategy === 'free-rider')];
  const unchokes = { regular: protocol.regularUnchokes, optimistic: protocol.optimisticUnchokes };
  const regularSlots = upload.map(() => 0);
  const optimisticSlots = upload.map(() => 0);
  let rule = protocol.pieceSelection;

  function countSlots(): void {
    const byRate = Math.max(unchokes.regular + unchokes.optimistic, Math.floor(Math.sqrt((0.6 * upload[0]!) / 8192)));
    const serverSlots = clientServer ? groups.length : (server.unchokes ?? byRate);
    const serverOptimistic = clientServer ? 0 : Math.min(unchokes.optimistic, serverSlots);
    upload.forEach((bitrate, peer) => {
      const serves = bitrate > 0 && !rides[peer];
      regularSlots[peer] = serves ? (peer === 0 ? serverSlots - serverOptimistic : unchokes.regular) : 0;
      optimisticSlots[peer] = serves ? (peer === 0 ? serverOptimistic : unchokes.optimistic) : 0;
    });
  }

  countSlots();
  return {
    scenario,
    clientServer,
    peers: upload.length,
    pieces,
    upload,
    download,
    regularSlots,
    optimisticSlots,
    get rule() {
      return rule;
    },
    pieceBits: (piece) => (piece < pieces - 1 ? content.pieceBits : content.sizeBits - (pieces - 1) * content.pieceBits),
    group: (peer) => groups[peer - 1]!,
    amend({ kind, subject, value }) {
      if (kind === EventKind.uploadRateChanged && (subject === 0 || !clientServer)) upload[subject] = value;
      if (kind === EventKind.downloadRateChanged) download[subject] = value;
      if (kind === EventKind.strategyChanged) rides[subject] = value === 1;
      if (kind === EventKind.regularUnchokesChanged) unchokes.regular = value;
      if (kind === EventKind.optimisticUnchokesChanged) unchokes.optimistic = value;
      if (kind === EventKind.pieceSelectionChanged) rule = pieceRules.find((name) => PieceRule[name] === value)!;
      countSlots();
    },
  };
}

const pieceRules = ['rarest-first', 'random', 'in-order'] as const;
