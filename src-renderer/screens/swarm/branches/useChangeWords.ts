import type { TimedChange } from '@core/scenario/index';
import { computed } from 'vue';
import { useFormat } from '../../../composables/useFormat';
import { useText } from '../../../composables/useText';

/** Timed changes in words: "Peer 4 leaves at 0:30". */
export function useChangeWords() {
  const { t, any } = useText();
  const format = useFormat();

  return computed(() => (change: TimedChange): string => {
    const time = format.value.clock(change.atSeconds);
    switch (change.kind) {
      case 'leave':
        return t('branch.change.leave', { peer: change.peer, time });
      case 'return':
        return t('branch.change.return', { peer: change.peer, time });
      case 'peer-upload':
        return t('branch.change.peerUpload', { peer: change.peer, rate: format.value.bitrate(change.uploadBitrate), time });
      case 'peer-download': {
        const rate = change.downloadBitrate === null ? any('scenario.null.unlimited', {}, '') : format.value.bitrate(change.downloadBitrate);
        return t('branch.change.peerDownload', { peer: change.peer, rate, time });
      }
      case 'strategy':
        return t(change.strategy === 'free-rider' ? 'branch.change.freeRider' : 'branch.change.standard', { peer: change.peer, time });
      case 'server-leaves':
        return t('branch.change.serverLeaves', { time });
      case 'server-rate':
        return t('branch.change.serverRate', { rate: format.value.bitrate(change.uploadBitrate), time });
      case 'piece-selection':
        return t('branch.change.pieceSelection', { rule: any(`scenario.change.pieceSelection.choice.${change.pieceSelection}`, {}, ''), time });
      case 'regular-unchokes':
        return t('branch.change.regularUnchokes', { n: change.regularUnchokes, time });
      case 'optimistic-unchokes':
        return t('branch.change.optimisticUnchokes', { n: change.optimisticUnchokes, time });
    }
  });
}
