import { peerIndex, type TimedChange } from '@core/scenario/index';
import { useFormat } from '../../../composables/useFormat';
import { useText } from '../../../composables/useText';
import { useBranches } from '../../../stores/branches';
import { canAddBranch } from '../../../stores/branchEdits';
import { useDocument } from '../../../stores/document';
import { usePlayer } from '../../../stores/player';
import { useRuns } from '../../../stores/runs';
import { newChange } from './newChange';
import { useChangeWords } from './useChangeWords';

/** A change that is offered for the moment that is shown. */
export interface OfferedChange {
  readonly change: TimedChange;
  /** Said of the peer that the menu is about: "it leaves". */
  readonly words: string;
}

/** Making other futures of the swarm from the moment that is shown. */
export function useWhatIf() {
  const document = useDocument();
  const branches = useBranches();
  const runs = useRuns();
  const player = usePlayer();
  const { t } = useText();
  const format = useFormat();
  const words = useChangeWords();

  const offered = (kind: TimedChange['kind'], peer: number) => newChange(kind, document.scenario, peer, player.timeSeconds);

  function ofPeer(peer: number): OfferedChange[] {
    const isThere = runs.replays['peer-to-peer'].state.online[peer] === 1;
    const isFreeRider = peerIndex(document.scenario.peerGroups).peer(peer).strategy === 'free-rider';
    if (!isThere) return [{ change: offered('return', peer), words: t('branch.menu.return') }];
    return [
      { change: offered('leave', peer), words: t('branch.menu.leave') },
      { change: offered('strategy', peer), words: t(isFreeRider ? 'branch.menu.standard' : 'branch.menu.freeRider') },
      { change: offered('peer-upload', peer), words: t('branch.menu.slower') },
    ];
  }

  return {
    /** Above what is offered. */
    title: (): string => t('branch.menu.title', { time: format.value.clock(player.timeSeconds) }),

    /** What can be asked of a peer, or the server (0), at the moment that is shown; nothing before the swarm has run. */
    of(peer: number | null): OfferedChange[] {
      const index = peerIndex(document.scenario.peerGroups);
      if (peer === null || peer > index.count || runs.current['peer-to-peer'] === null) return [];
      if (peer > 0) return ofPeer(peer);
      return [
        { change: offered('server-leaves', 0), words: t('branch.menu.leave') },
        { change: offered('server-rate', 0), words: t('branch.menu.slower') },
      ];
    },

    /**
     * Makes a branch of one change, runs it if the swarm itself has run, and draws it beside the swarm on the same clock.
     * Playback stops where it is: both futures go on from here. Does nothing while the scenario has problems, or has as many
     * branches as it may.
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
