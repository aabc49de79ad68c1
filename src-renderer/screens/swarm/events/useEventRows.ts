import { createRowList, type Replay, type RowFilter } from '@core/replay/index';
import { computed, onScopeDispose, ref, watch } from 'vue';
import { inSlices } from '../../../composables/inSlices';

/** A millisecond or two of reading. */
const ROWS_AT_ONCE = 65_536;
/** Whoever waits no longer than that need not be told how far it is. */
const PATIENCE_MS = 300;

/**
 * The rows of a replay that meet a filter, read in slices: a run of a thousand peers has millions.
 * @param arrived changes when more of the run has arrived
 */
export function useEventRows(replay: () => Replay, filter: () => RowFilter, arrived: () => unknown) {
  const list = computed(() => createRowList(replay().reader, filter()));
  /** Counts what was read: the list itself is not reactive. */
  const reads = ref(0);
  /** 0..1 of a reading that takes long; null: there is nothing to wait for. */
  const readFraction = ref<number | null>(null);
  let giveUp = () => undefined as void;

  watch([list, arrived], () => {
    giveUp();
    const startMs = performance.now();
    const rows = list.value;
    giveUp = inSlices(() => rows.grow(ROWS_AT_ONCE), (isDone) => {
      const isLong = !isDone && performance.now() - startMs > PATIENCE_MS;
      readFraction.value = isLong ? rows.readCount / Math.max(1, replay().reader.rowCount) : null;
      reads.value += 1;
    });
  }, { immediate: true, flush: 'sync' });
  onScopeDispose(() => giveUp());

  return {
    list,
    readFraction,
    /** Rows that meet the filter and are not after that row, of those that were read. */
    countTo(row: number): number {
      void reads.value;
      return list.value.placeOf(row) + 1;
    },
  };
}
