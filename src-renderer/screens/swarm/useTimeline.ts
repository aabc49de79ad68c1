import { computed } from 'vue';
import { usePlayer } from '../../stores/player';
import { useRuns } from '../../stores/runs';
import { createMarkCollector, eventDensity, thinMarks } from './timeMarks';

const BUCKETS = 240;
const MARK_PLACES = 80;

/** What happened when, for the time bar: event density and marks of both runs as far as they have arrived. */
export function useTimeline() {
  const runs = useRuns();
  const player = usePlayer();

  const readers = computed(() => runs.pair.map((architecture) => runs.replays[architecture].reader));
  const collectors = computed(() => readers.value.map(createMarkCollector));
  // The readers grow without being reactive; what has arrived says when to look again.
  const arrived = computed(() => runs.pair.map((architecture) => runs.current[architecture]?.arrivedSeconds ?? 0).join());

  return {
    density: computed(() => (arrived.value === '' ? new Float64Array() : eventDensity(readers.value, player.spanSeconds, BUCKETS))),
    marks: computed(() => (arrived.value === '' ? [] : thinMarks(collectors.value.flatMap((collect) => collect()), player.spanSeconds, MARK_PLACES))),
  };
}
