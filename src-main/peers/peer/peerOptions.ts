import type { Journal } from '../journal/journal';
import type { Metainfo } from '../metainfo/metainfo';
import type { Clock } from '../rate/clock';
import type { StoreAccess } from '../storage/pieceStore';
import type { createBrain } from './brain/brain';
import type { BrainOptions } from './brain/types';
import type { Timeline } from './timeline';
import type { PeerWorld } from './world';

/** What a peer of a scenario is made of. */
export interface PeerOptions extends Omit<BrainOptions, 'hands' | 'trace'> {
  readonly metainfo: Metainfo;
  readonly announceUrl: string;
  readonly peerId: Uint8Array;
  /** Its own address of this machine; the port is the system's choice. */
  readonly host: string;
  /** Whether others may dial it. */
  readonly isReachable: boolean;
  readonly file: string;
  readonly access: StoreAccess;
  /** Bits of the scenario for each real byte. */
  readonly bitsPerByte: number;
  /** Bytes a second; Infinity: no limit. */
  readonly uploadBytesPerSecond: number;
  readonly downloadBytesPerSecond: number;
  /** It announces itself at least so often, in seconds of the scenario. */
  readonly mostSilentSeconds: number;
  readonly journal: Journal;
  readonly timeline: Timeline;
  readonly clock: Clock;
  readonly world: PeerWorld;
  /** Makes the brain; a recording of a run listens here to what goes in. */
  readonly makeBrain: typeof createBrain;
}
