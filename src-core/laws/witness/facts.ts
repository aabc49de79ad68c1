import { pieceCount, type PeerGroup, type Scenario } from '../../scenario/index';
import type { RecordedRun } from '../swarm';

/** What the scenario says of each peer (0 is the server), read without the simulator's help. */
export interface Facts {
  readonly scenario: Scenario;
  readonly clientServer: boolean;
  readonly peers: number;
  readonly pieces: number;
  readonly upload: readonly number[];
  readonly download: readonly number[];
  readonly regularSlots: readonly number[];
  readonly optimisticSlots: readonly number[];
  pieceBits(piece: number): number;
  group(peer: number): PeerGroup;
}

export function factsOf({ scenario, options }: Pick<RecordedRun, 'scenario' | 'options'>): Facts {
  const groups = scenario.peerGroups.flatMap((group) => Array.from({ length: group.count }, () => group));
  const clientServer = options.architecture === 'client-server';
  const { content, server, protocol } = scenario;
  const pieces = pieceCount(content);
  const upload = [server.uploadBitrate, ...groups.map(({ uploadBitrate }) => (clientServer ? 0 : uploadBitrate))];
  const byRate = Math.max(protocol.regularUnchokes + protocol.optimisticUnchokes, Math.floor(Math.sqrt((0.6 * server.uploadBitrate) / 8192)));
  const serverSlots = clientServer ? groups.length : (server.unchokes ?? byRate);
  const serverOptimistic = clientServer ? 0 : Math.min(protocol.optimisticUnchokes, serverSlots);
  const serves = (peer: number) => upload[peer]! > 0 && (peer === 0 || groups[peer - 1]!.strategy === 'standard');
  const slots = (ofServer: number, ofPeer: number) => upload.map((_, peer) => (serves(peer) ? (peer === 0 ? ofServer : ofPeer) : 0));
  return {
    scenario,
    clientServer,
    peers: upload.length,
    pieces,
    upload,
    download: [Infinity, ...groups.map(({ downloadBitrate }) => downloadBitrate ?? Infinity)],
    regularSlots: slots(serverSlots - serverOptimistic, protocol.regularUnchokes),
    optimisticSlots: slots(serverOptimistic, protocol.optimisticUnchokes),
    pieceBits: (piece) => (piece < pieces - 1 ? content.pieceBits : content.sizeBits - (pieces - 1) * content.pieceBits),
    group: (peer) => groups[peer - 1]!,
  };
}
