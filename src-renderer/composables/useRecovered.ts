import type { RecoveredWork } from '@core/messages/index';
import { readonly, ref, shallowRef } from 'vue';

const works = shallowRef<readonly RecoveredWork[]>([]);
/** The list is on screen. */
const isOpen = ref(false);

/** Looks what earlier starts have left unsaved, and shows it if there is anything. */
async function look(): Promise<void> {
  works.value = await window.lab.listRecovered();
  isOpen.value = works.value.length > 0;
}

/** The user has decided about it. */
function settle(id: string): void {
  works.value = works.value.filter((work) => work.id !== id);
  if (works.value.length === 0) isOpen.value = false;
}

async function discard(id: string): Promise<void> {
  await window.lab.discardRecovered(id);
  settle(id);
}

/** Unsaved work that earlier starts have left, until the user has said what becomes of it. */
export const useRecovered = () => ({ works: readonly(works), isOpen, look, settle, discard });
