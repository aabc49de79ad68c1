import type { MenuAction } from '@core/messages/index';
import { onScopeDispose } from 'vue';

/** Carries out items of the native menus while the component lives that calls this. */
export function useMenu(actions: Partial<Record<MenuAction, () => unknown>>): void {
  onScopeDispose(window.lab.onMenu((action) => void actions[action]?.()));
}
