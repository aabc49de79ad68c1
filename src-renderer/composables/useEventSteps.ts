import { usePlayer } from '../stores/player';
import { useNotices } from './useNotices';
import { useText } from './useText';

/** To the next event of the same kind or of the same peer, or back to the one before; says so where there is none. */
export function useEventSteps() {
  const player = usePlayer();
  const { notify } = useNotices();
  const { t } = useText();
  return (what: 'kind' | 'peer', towards: 1 | -1): void => {
    if (player.stepOf(what, towards)) return;
    notify('info', t(towards > 0 ? 'events.noneNext' : 'events.noneBefore', { what: t(`events.step.${what}`) }));
  };
}
