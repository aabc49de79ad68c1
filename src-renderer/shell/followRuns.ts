import type { Problem } from '@core/messages/index';
import { watch } from 'vue';
import { useNotices } from '../composables/useNotices';
import { useProblemWords } from '../composables/useProblemWords';
import { useText } from '../composables/useText';
import { runArchitectures } from '../stores/runRecord';
import { useRealRun } from '../stores/realRun';
import { useRuns } from '../stores/runs';

/** Says aloud what befalls the runs: a failure with its reason, a command that real peers could not carry out, the death of the engine. */
export function followRuns(): void {
  const runs = useRuns();
  const real = useRealRun();
  const { notify } = useNotices();
  const { t } = useText();
  const problemWords = useProblemWords();

  function tell(problem: Problem): void {
    const { text, lines } = problemWords(problem);
    notify('error', text, lines);
  }

  for (const architecture of runArchitectures) {
    watch(
      () => runs.current[architecture]?.problem ?? null,
      (problem) => {
        if (problem !== null) tell(problem);
      },
    );
  }
  watch(
    () => real.standing?.refusal ?? null,
    (problem) => {
      if (problem !== null) tell(problem);
    },
  );
  watch(
    () => runs.engineRefused,
    (refused) => {
      if (refused) notify('warning', t('shell.notice.engineRefused'));
    },
  );
}
