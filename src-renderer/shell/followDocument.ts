import { watch } from 'vue';
import { isScreenName, useNavigation } from '../composables/useNavigation';
import { useDocument } from '../stores/document';
import { useKeptRuns } from '../stores/keptRuns';
import { usePlayer } from '../stores/player';
import { raceArchitectures } from '../stores/runRecord';
import { useRuns } from '../stores/runs';

/**
 * Keeps what the window shows with the document, and brings it back when the document is opened again: the screen, the
 * speed, and the runs: those that are kept with it come back as they were, the others are computed anew from their seed and are the same.
 */
export function followDocument(): void {
  const document = useDocument();
  const runs = useRuns();
  const keptRuns = useKeptRuns();
  const player = usePlayer();
  const { screen, go } = useNavigation();

  async function takeUp(): Promise<void> {
    const { screen: wanted, speed, runs: chosen } = document.view;
    runs.cancel();
    player.rewind();
    player.speed = speed === 'fastest' ? Infinity : (speed ?? 1);
    if (isScreenName(wanted)) go(wanted);
    void runs.chooseRival(chosen?.some(({ architecture }) => architecture === 'fluid-schedule') ? 'fluid-schedule' : 'client-server');
    const { opened } = document;
    await keptRuns.loadAll();
    if (document.opened === opened && chosen !== undefined && chosen.length > 0 && document.canRun) await runs.startMissing();
  }

  const finished = () => [...new Set([...raceArchitectures, ...runs.pair])].flatMap((architecture) => runs.current[architecture]?.result ?? []);
  // One watcher for both: another document also changes which runs are there, and its own must be read before they are noted.
  watch([() => document.opened, finished], ([opened, results], [before]) => {
    if (opened !== before) void takeUp();
    // While the chosen runs are computed again they stay chosen.
    else if (!runs.isRunning && !keptRuns.isLoading) document.setView({ runs: results.map(({ architecture, seed }) => ({ architecture, seed })) });
  });

  watch([screen, () => player.speed], () => {
    document.setView({ screen: screen.value, speed: player.speed === Infinity ? 'fastest' : player.speed });
  });
}
