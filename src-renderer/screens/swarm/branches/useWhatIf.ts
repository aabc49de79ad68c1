import type { TimedChange } from '@core/scenario/index';
import { useBranches } from '../../../stores/branches';
import { canAddBranch } from '../../../stores/branchEdits';
import { useDocument } from '../../../stores/document';
import { usePlayer } from '../../../stores/player';
import { useRuns } from '../../../stores/runs';
import { useChangeWords } from './useChangeWords';

/** Making other futures of the swarm. */
export function useWhatIf() {
  const document = useDocument();
  const branches = useBranches();
  const runs = useRuns();
  const player = usePlayer();
  const words = useChangeWords();

  return {
    /**
     * Makes a branch of one change, runs it if the swarm itself has run, and draws it beside the swarm on the same clock. Playback stops where it is:
     * both futures go on from here. Does nothing while the scenario has problems, or has as many branches as it may.
     * @param name what it is called; left out, what the change is
     */
    async startBranch(change: TimedChange, name?: string): Promise<void> {
      if (!document.canRun || !canAddBranch(document.scenario)) return;
      player.pause();
      const wanted = name ?? words.value(change);
      branches.add(change, wanted, { key: 'branch.edit.added', values: { name: wanted } });
      await runs.chooseRival('branch');
    },
  };
}
