import { shallowRef, watchEffect, type Ref } from 'vue';
import type { Scenario } from '@core/scenario/index';
import { useDocument } from '../../stores/document';

/** The scenario as it was when it last had no problem: what can be computed with while somebody is typing. */
export function useGoodScenario(): Readonly<Ref<Scenario>> {
  const document = useDocument();
  const good = shallowRef(document.scenario);
  watchEffect(() => {
    if (document.canRun) good.value = document.scenario;
  });
  return good;
}
