import { computed } from 'vue';
import { useFormat } from '../../../composables/useFormat';
import { useText } from '../../../composables/useText';
import { eventKinds, type Goal } from './goal';

/** How goals are worded, in the language in use. */
export function useGoalWords() {
  const { t, any } = useText();
  const format = useFormat();
  return computed(() => {
    const kind = (name: string) => any(`events.kind.${name}`, {}, name);
    const who = (peer: number | null) => (peer === null ? t('events.until.goal.anybody') : peer === 0 ? any('view.peer.server', {}, '') : any('view.peer.name', { n: peer }, ''));
    return {
      /** A kind of event by its name. */
      kind,
      goal(goal: Goal): string {
        switch (goal.kind) {
          case 'time':
            return t('events.until.goal.time', { time: format.value.clock(goal.seconds) });
          case 'completed':
            return goal.peer === null ? t('events.until.goal.completedAny') : t('events.until.goal.completed', { peer: goal.peer });
          case 'choked':
            return t('events.until.goal.choked', { peer: who(goal.peer), by: who(goal.by) });
          case 'event':
            return t('events.until.goal.event', { event: kind(eventKinds.find((one) => one.kind === goal.event)?.name ?? '') });
          default:
            return t(`events.until.goal.${goal.kind}`);
        }
      },
    };
  });
}
