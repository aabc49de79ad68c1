import { useNotices } from '../composables/useNotices';
import { useProblemWords } from '../composables/useProblemWords';

/** Says aloud what went wrong in the main process without having been asked for. */
export function followTrouble(): void {
  const { notify } = useNotices();
  const problemWords = useProblemWords();
  window.lab.onTrouble((problem) => {
    const { text, lines } = problemWords(problem);
    notify('warning', text, lines);
  });
}
