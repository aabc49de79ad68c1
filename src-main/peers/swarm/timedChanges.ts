import { inOrder, type TimedChange } from '@core/scenario/index';
import { EventKind, LeaveReason, PieceRule } from '@core/trace/index';

/** What timed changes take hold of. Rates in bit/s of the scenario; Infinity: unlimited. */
export interface Changeable {
  at(seconds: number, run: () => void): () => void;
  write(kind: EventKind, subject: number, value: number): number;
  leave(peer: number, reason: LeaveReason): void;
  return(peer: number): void;
  setUpload(peer: number, bitrate: number, cause: number): void;
  setDownload(peer: number, bitrate: number): void;
  setFreeRider(peer: number, isFreeRider: boolean, cause: number): void;
  setUnchokes(kind: 'regular' | 'optimistic', count: number, cause: number): void;
  setPieceSelection(rule: keyof typeof PieceRule): void;
}

export interface PlannedChanges {
  /** How many are to come. */
  readonly pending: number;
  end(): void;
}

/** Plans what the scenario sets for certain times, as the simulator does (`docs/model.md`, "Timed changes"). */
export function planTimedChanges(changes: readonly TimedChange[], swarm: Changeable): PlannedChanges {
  let pending = changes.length;
  const plans = inOrder(changes).map((change) => swarm.at(change.atSeconds, () => {
    pending--;
    makeChange(change, swarm);
  }));
  return {
    get pending() {
      return pending;
    },
    end: () => plans.forEach((callOff) => callOff()),
  };
}

/** Makes one change now. */
export function makeChange(change: TimedChange, swarm: Changeable): void {
  switch (change.kind) {
    case 'leave':
      return swarm.leave(change.peer, LeaveReason.timedChange);
    case 'return':
      return swarm.return(change.peer);
    case 'peer-upload':
      return swarm.setUpload(change.peer, change.uploadBitrate, swarm.write(EventKind.uploadRateChanged, change.peer, change.uploadBitrate));
    case 'server-rate':
      return swarm.setUpload(0, change.uploadBitrate, swarm.write(EventKind.uploadRateChanged, 0, change.uploadBitrate));
    case 'peer-download': {
      const bitrate = change.downloadBitrate ?? Infinity;
      swarm.write(EventKind.downloadRateChanged, change.peer, bitrate);
      return swarm.setDownload(change.peer, bitrate);
    }
    case 'strategy': {
      const isFreeRider = change.strategy === 'free-rider';
      return swarm.setFreeRider(change.peer, isFreeRider, swarm.write(EventKind.strategyChanged, change.peer, Number(isFreeRider)));
    }
    case 'server-leaves':
      return swarm.leave(0, LeaveReason.timedChange);
    case 'piece-selection':
      swarm.write(EventKind.pieceSelectionChanged, -1, PieceRule[change.pieceSelection]);
      return swarm.setPieceSelection(change.pieceSelection);
    case 'regular-unchokes':
      return swarm.setUnchokes('regular', change.regularUnchokes, swarm.write(EventKind.regularUnchokesChanged, -1, change.regularUnchokes));
    case 'optimistic-unchokes':
      return swarm.setUnchokes('optimistic', change.optimisticUnchokes, swarm.write(EventKind.optimisticUnchokesChanged, -1, change.optimisticUnchokes));
  }
}
