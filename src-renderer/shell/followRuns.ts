import { watch } from 'vue';
import { useNotices } from '../composables/useNotices';
import { useText } from '../composables/useText';
import { raceArchitectures } from '../stores/runRecord';
import { useRuns } from '../stores/runs';

/** Says aloud what befalls the runs: a failure with its reason, the death of the engine. */
export function followRuns(): void {
  const runs = useRuns();
  const { notify } = useNotices();
  const { t, any } = useText();

  for (const architecture of raceArchitectures) {
    watch(
      () => runs.current[architecture]?.problem ?? null,
      (problem) => {
        if (problem === null) return;
        const values = { detail: problem.detail };
        notify('error', any(`problem.${problem.code}`, values, t('shell.notice.runFailed', values)));
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
