import { fieldAt, fieldGroups, type Path, peerCount, type Scenario, valueAt } from '@core/scenario/index';
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { differingNames } from '../../charts/differingNames';
import { useChartWords } from '../../composables/useChartWords';
import { useFieldWords } from '../../parts/form/useFieldWords';
import type { RunArchitecture } from '../../stores/runRecord';

/** What a name can be made of. */
export interface ComparedRun {
  readonly architecture: RunArchitecture;
  readonly scenario: Scenario;
  readonly scenarioHash: string;
  readonly randomSeed: number;
  /** Of another future of the scenario. */
  readonly branch?: string;
}

const PLAIN_PARTS = ['content', 'server', 'protocol'] as const;
/** Told by the number of peers, or changing nothing. */
const UNSAID = new Set(['name', 'count']);
const SHORT_HASH = 8;

/** Fields of a scenario that can make a difference, those of the chosen variants among them; of groups only where all runs have as many. */
function pathsOf(scenario: Scenario, hasGroups: boolean): Path[] {
  const plain = PLAIN_PARTS.flatMap((part) => Object.keys(fieldGroups[part]).map((name): Path => [part, name]));
  const ofGroups = scenario.peerGroups.flatMap((_, at) => Object.keys(fieldGroups.peerGroup).filter((name) => !UNSAID.has(name)).map((name): Path => ['peerGroups', at, name]));
  return [...plain, ...(hasGroups ? ofGroups : [])].flatMap((path) => {
    const field = fieldAt(path);
    if (field?.kind !== 'variant') return [path];
    const { kind } = valueAt(scenario, path) as { readonly kind: string };
    return [path, ...Object.keys(field.variants[kind] ?? {}).map((name): Path => [...path, name])];
  });
}

/** Names for runs that stand in one chart: what differs between them, in the words of the editor. */
export function useRunNames() {
  const { t } = useI18n();
  const words = useChartWords();
  const fieldWords = useFieldWords();

  function fieldTraits(scenario: Scenario, hasGroups: boolean): [string, string][] {
    return pathsOf(scenario, hasGroups).map((path) => {
      const [first, group] = path;
      const said = t('compare.legend.field', { label: fieldWords.value.label(path), value: fieldWords.value.valueWords(path, fieldAt(path)!, valueAt(scenario, path)) });
      const name = first === 'peerGroups' && scenario.peerGroups.length > 1 ? scenario.peerGroups[Number(group)]!.name : '';
      return [path.join('.'), name === '' ? said : t('compare.legend.ofGroup', { group: name, said })];
    });
  }

  return computed(() => (runs: readonly ComparedRun[]): string[] => {
    const hasGroups = new Set(runs.map(({ scenario }) => scenario.peerGroups.length)).size === 1;
    return differingNames(
      runs.map(({ architecture, branch, scenario, randomSeed, scenarioHash }) => ({
        traits: new Map([
          ['architecture', words.value.say(`chart.architecture.${architecture}`)],
          ...(branch === undefined ? [] : [['branch', branch] as const]),
          ['peers', words.value.say('chart.marker.peers', { n: words.value.number(peerCount(scenario), 0) })],
          ['seed', t('compare.legend.seed', { seed: randomSeed })],
          ...(hasGroups ? [] : [['groups', scenario.peerGroups.map(({ name }) => name).join(' + ')] as const]),
          ...fieldTraits(scenario, hasGroups),
          ...(scenario.changes.length > 0 && branch === undefined ? [['changes', t('compare.legend.changes', { count: scenario.changes.length })] as const] : []),
        ]),
        otherwise: t('compare.legend.scenario', { hash: scenarioHash.replace('sha256:', '').slice(0, SHORT_HASH) }),
      })),
    );
  });
}
