import type { PickerRules } from '@core/policy/index';
import type { Journal } from '../journal/journal';
import type { Peer } from '../peer/peer';
import type { Timeline } from '../peer/timeline';
import type { Life } from './life';
import type { Roles } from './roles';
import type { Changeable } from './timedChanges';

export interface ChangesOptions {
  readonly pieceCount: number;
  readonly timeline: Timeline;
  readonly journal: Journal;
  readonly life: Life;
  readonly roles: Roles;
  readonly peers: readonly Peer[];
  /** What everyone chooses pieces by. */
  readonly rules: { pieceSelection: PickerRules['pieceSelection'] };
  /** Of a rate in bit/s of the scenario. */
  readonly bytesPerSecond: (bitrate: number) => number;
}

/** Lets changes take hold of the peers of a run. */
export function changeableSwarm(options: ChangesOptions): Changeable {
  const { pieceCount, timeline, journal, life, roles, peers, rules, bytesPerSecond } = options;
  const reslot = (peer: number, cause: number) => peers[peer]!.setSlots(roles.slots(peer), cause);
  return {
    at: timeline.at,
    write: (kind, subject, value) => journal.change(kind, subject, value),
    leave: (peer, reason) => life.leaveNow(peer, reason, journal.books.heldCount[peer] === pieceCount),
    return: life.returnNow,
    setUpload(peer, bitrate, cause) {
      roles.uploadBitrate[peer] = bitrate;
      peers[peer]!.setUpload(bytesPerSecond(bitrate));
      reslot(peer, cause);
    },
    setDownload(peer, bitrate) {
      roles.downloadBitrate[peer] = bitrate;
      peers[peer]!.setDownload(bytesPerSecond(bitrate));
    },
    setFreeRider(peer, isFreeRider, cause) {
      roles.isFreeRider[peer] = Number(isFreeRider);
      reslot(peer, cause);
    },
    setUnchokes(kind, count, cause) {
      roles.unchokes[kind] = count;
      for (let peer = 0; peer < peers.length; peer++) reslot(peer, cause);
    },
    setPieceSelection(rule) {
      rules.pieceSelection = rule;
    },
  };
}
