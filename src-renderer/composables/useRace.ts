import { computed } from 'vue';
import { useDocument } from '../stores/document';
import { usePlayer } from '../stores/player';
import { raceArchitectures } from '../stores/runRecord';
import { useRuns } from '../stores/runs';

/** Both architectures on one clock: starting, watching and stopping them. */
export function useRace() {
  const document = useDocument();
  const runs = useRuns();
  const player = usePlayer();

  /** The scenario as it stands has not been run yet. */
  const isAtStartLine = computed(() => raceArchitectures.every((architecture) => runs.current[architecture] === null));

  /** Runs the scenario from the beginning and plays what arrives. Does nothing while the scenario has problems. */
  async function run(): Promise<void> {
    if (!document.canRun) return;
    player.rewind();
    await runs.startBoth();
    player.play();
  }

  return {
    isAtStartLine,
    run,
    /** What Space does: starts the race, and later pauses and goes on. */
    toggle(): void {
      if (isAtStartLine.value) void run();
      else player.toggle();
    },
    cancel(): void {
      runs.cancel();
    },
  };
}
