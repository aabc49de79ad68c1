import { createTraceRow } from '@core/trace/index';
import { computed } from 'vue';
import type { EventEnds } from '../../../canvas/networkLook';
import { usePlayer } from '../../../stores/player';
import { useRuns } from '../../../stores/runs';

/** Who acts on whom in the event that is looked at; null: none is, or nobody is acted on. */
export function useEventEnds() {
  const player = usePlayer();
  const runs = useRuns();
  return computed<EventEnds | null>(() => {
    const { row } = player.selection;
    const { reader } = runs.replays[player.lane];
    if (row === null || row >= reader.rowCount) return null;
    const { subject, object } = reader.read(row, createTraceRow());
    return subject >= 0 && object >= 0 && subject !== object ? { from: subject, to: object } : null;
  });
}
