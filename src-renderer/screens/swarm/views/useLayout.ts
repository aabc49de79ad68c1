import { ref, shallowRef } from 'vue';
import { askStart } from '../../../client/start';
import { isUsual, readLayout, toggled, usualLayout, type Layout } from './layout';
import type { PaneId } from './panes';

const layout = shallowRef<Layout>(usualLayout);
const isLoaded = ref(false);

async function load(): Promise<void> {
  isLoaded.value = true;
  layout.value = readLayout((await askStart()).layout);
}

function keep(): void {
  const { open, shares } = layout.value;
  void window.lab.keepLayout(isUsual(layout.value) ? null : { open: [...open], shares: { ...shares } });
}

function change(next: Layout): void {
  layout.value = next;
  keep();
}

/** How the views of the Swarm screen are laid out; kept by main for the next start. */
export function useLayout() {
  if (!isLoaded.value) void load();
  return {
    layout,
    toggle: (id: PaneId) => change(toggled(layout.value, id)),
    /** Shows a view that may be hidden, as the one that counts most. */
    open: (id: PaneId) => change({ ...layout.value, open: [...layout.value.open.filter((one) => one !== id), id] }),
    /** While a line is moved; call `keep` when it rests. */
    resize: (shares: Readonly<Record<string, number>>) => (layout.value = { ...layout.value, shares: { ...layout.value.shares, ...shares } }),
    keep,
    /** These get the shares they have at first. */
    restore: (ids: readonly string[]) => change({ ...layout.value, shares: Object.fromEntries(Object.entries(layout.value.shares).filter(([id]) => !ids.includes(id))) }),
    reset: () => change(usualLayout),
  };
}
