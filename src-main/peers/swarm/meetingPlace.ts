import { createStreams } from '@core/base/index';
import type { Scenario } from '@core/scenario/index';
import { Purpose, PURPOSES } from '@core/sim/index';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Metainfo } from '../metainfo/metainfo';
import type { Clock } from '../rate/clock';
import { createPeersFolder, type PeersFolder } from '../storage/peersFolder';
import { createTracker, type Tracker, type TrackerEvent } from '../tracker/tracker';
import type { TrackerStatistics } from '../tracker/trackerSwarm';
import { makeContent, torrentOf } from './content';
import type { RealPlan } from './plan';

export interface MeetingPlaceOptions {
  readonly scenario: Scenario;
  readonly plan: RealPlan;
  /** The file to share, which stays untouched; else one of random bytes is made. */
  readonly contentFile: string | undefined;
  readonly clock: Clock;
  readonly observe: (event: TrackerEvent) => void;
}

/** What all peers of a run share: a temporary folder, the content, its torrent, and the tracker that the torrent names. */
export interface MeetingPlace {
  /** @throws system errors; what was opened until then is for `close` */
  open(): Promise<{ readonly announceUrl: string; readonly torrentFile: string; readonly metainfo: Metainfo }>;
  /** Path of what a peer holds; peer 0 has the content itself. */
  fileOf(peer: number): string;
  /** @returns whether it was away. @throws system errors, such as when another has its port by now */
  startTracker(): Promise<boolean>;
  /** @returns whether it was there */
  stopTracker(): Promise<boolean>;
  trackerState(): { readonly isRunning: boolean } & Pick<TrackerStatistics, 'announces'> & { readonly members: number };
  close(): Promise<void>;
}

const TRACKER_HOST = '127.0.0.1';
export const CONTENT_NAME = 'swarm-lab-content.bin';

export function createMeetingPlace({ scenario, plan, contentFile, clock, observe }: MeetingPlaceOptions): MeetingPlace {
  const { protocol, seed } = scenario;
  let folder: PeersFolder | null = null;
  let tracker: Tracker | null = null;

  const fileOf = (peer: number) => (peer === 0 && contentFile) || path.join(folder!.path, peer === 0 ? 'content' : `peer-${peer}`);

  return {
    fileOf,
    async open() {
      folder = await createPeersFolder(plan.diskBytes);
      if (!contentFile) await makeContent(fileOf(0), plan.lengthBytes, seed);
      // The torrent names the tracker's port, and the tracker knows the torrent by its info-hash: filled in once both are there.
      const infoHash = new Uint8Array(20);
      tracker = createTracker({
        infoHash,
        intervalSeconds: Math.max(1, Math.ceil(protocol.announceIntervalSeconds * plan.timeScale)),
        mostTold: protocol.trackerResponsePeers,
        // A stream object is shared by all that draw from it: the tracker keeps one for itself.
        draw: createStreams(seed, PURPOSES, 1).of(Purpose.tracker, 0),
        nowSeconds: () => clock.nowMs() / 1000,
        observe,
      });
      const { announceUrl } = await tracker.start(TRACKER_HOST);
      const torrent = await torrentOf(fileOf(0), CONTENT_NAME, announceUrl, plan);
      infoHash.set(torrent.metainfo.infoHash);
      const torrentFile = path.join(folder.path, 'swarm-lab.torrent');
      await writeFile(torrentFile, torrent.file);
      return { announceUrl, torrentFile, metainfo: torrent.metainfo };
    },
    async startTracker() {
      if (!tracker || tracker.isRunning) return false;
      await tracker.start(TRACKER_HOST);
      return true;
    },
    async stopTracker() {
      if (!tracker?.isRunning) return false;
      await tracker.stop();
      return true;
    },
    trackerState() {
      const { announces = 0, completeCount = 0, incompleteCount = 0 } = tracker?.statistics() ?? {};
      return { isRunning: tracker?.isRunning ?? false, members: completeCount + incompleteCount, announces };
    },
    async close() {
      await tracker?.stop();
      await folder?.remove();
    },
  };
}
