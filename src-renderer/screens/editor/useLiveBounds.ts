import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { boundApplies, bounds } from '@core/theory/index';
import { useDocument } from '../../stores/document';
import { useBoundWords } from '../bounds/useBoundWords';
import { useGoodScenario } from './useGoodScenario';

/** The bounds of the document in words, following every key typed; of the last good values while something is wrong. */
export function useLiveBounds() {
  const { t } = useI18n();
  const document = useDocument();
  const words = useBoundWords();
  const good = useGoodScenario();

  return computed(() => {
    const { clientServer, peerToPeer } = bounds(good.value);
    const applies = boundApplies(good.value);
    return {
      bounds: [
        { of: 'client-server', figure: words.value.figure(clientServer), sentence: words.value.sentence(clientServer, 'client-server') },
        { of: 'peer-to-peer', figure: words.value.figure(peerToPeer), sentence: words.value.sentence(peerToPeer, 'peer-to-peer') },
      ] as const,
      isStale: !document.canRun,
      note: applies.holds ? '' : t(`result.boundNote.${applies.note}`),
    };
  });
}
