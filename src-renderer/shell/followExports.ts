import { useEventListener } from '@vueuse/core';
import type { Issue } from '@core/base/index';
import { useMenu } from '../composables/useMenu';
import { useNavigation } from '../composables/useNavigation';
import { useNotices } from '../composables/useNotices';
import { useText } from '../composables/useText';
import { useFieldWords } from '../parts/form/useFieldWords';
import { useDocument } from '../stores/document';
import { useStampedFile } from '../stores/stampedFile';
import { readDropped } from './droppedFile';

/** Takes in scenarios and exported files that are dropped on the window, exports also when opened from the menu, and shows what the document keeps. */
export function followExports(): void {
  const document = useDocument();
  const stamped = useStampedFile();
  const { isShowingKept } = useNavigation();
  const { notify } = useNotices();
  const { t } = useText();
  const words = useFieldWords();

  function refuse(name: string, issues: readonly Issue[]): void {
    notify('error', t('kept.stamp.refused', { name }), issues.slice(0, 3).map(words.value.issueWords));
  }

  function look(name: string, bytes: Uint8Array): void {
    const issues = stamped.look(name, bytes);
    if (issues.length > 0) refuse(name, issues);
    else isShowingKept.value = false;
  }

  async function openExport(): Promise<void> {
    const answer = await window.lab.openExport();
    if (answer.kind === 'read') look(answer.name, answer.bytes);
    if (answer.kind === 'refused') refuse(answer.name, answer.issues);
  }

  async function takeDropped(event: DragEvent): Promise<void> {
    const dropped = event.dataTransfer?.files[0];
    if (dropped === undefined) return;
    event.preventDefault();
    // A scenario is a document, with a file of its own to save into.
    if (dropped.name.endsWith('.swarm.json')) return void (await document.openDropped(dropped));
    const read = await readDropped(dropped);
    if (read.ok) look(dropped.name, read.value);
    else refuse(dropped.name, read.issues);
  }

  // Only a page that says so while a file hovers over it is given the file.
  useEventListener(window, 'dragover', (event: DragEvent) => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  });
  useEventListener(window, 'drop', (event: DragEvent) => void takeDropped(event));
  useMenu({ openExport, showKept: () => (isShowingKept.value = true) });
}
