import type { MenuAction } from '@core/messages/index';
import { onScopeDispose, shallowReactive } from 'vue';

type Actions = Partial<Record<MenuAction, () => unknown>>;

/** Who carries out which actions now. */
const carriers = shallowReactive(new Set<Actions>());

/** Carries out actions of the menus, of the keys and of the list of actions while the component lives that calls this. */
export function useMenu(actions: Actions): void {
  carriers.add(actions);
  onScopeDispose(() => carriers.delete(actions));
}

/** Whether there is anybody now who would carry it out: a chart is exported where one is shown. */
export const canPerform = (action: MenuAction): boolean => [...carriers].some((actions) => actions[action] !== undefined);

export function perform(action: MenuAction): void {
  for (const actions of [...carriers]) void actions[action]?.();
}
