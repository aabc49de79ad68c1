import { watch } from 'vue';
import { useNotices } from '../composables/useNotices';
import { useProblemWords } from '../composables/useProblemWords';
import { useText } from '../composables/useText';
import { runArchitectures } from '../stores/runRecord';
import { useRuns } from '../stores/runs';

/** Says aloud what befalls the runs: a failure with its reason, the death of the engine. */
export function followRuns(): void {
  const runs = useRuns();
  const { notify } = useNotices();
  const { t } = useText();
  const problemWords = useProblemWords();

  for (const architecture of runArchitectures) {
    watch(
      () => runs.current[architecture]?.problem ?? null,
      (problem) => {
        if (problem === null) return;
        const { text, lines } = problemWords(problem);
        notify('error', text, lines);
      },
    );
  }
  watch(
    () => runs.engineRefused,
    (refused) => {
      if (refused) notify('warning', t('shell.notice.engineRefused'));
    },
  );
}
