import type { QuantityKind } from '../base/index';
import type { Scenario } from '../scenario/index';
import { bounds, type BindingTerm, type Bound } from './bounds';
import { occupiedGroups, offeredBitrate, settingOf, type Setting } from './setting';

/** Symbols of the formulas; the window sets their subscripts. */
export type FormulaSymbol = 'N' | 'F' | 'us' | 'U' | 'dmin' | 'Dcs' | 'Dp2p';
export type FormulaPart =
  | { readonly type: 'symbol'; readonly symbol: FormulaSymbol }
  /** `value` null is infinite or unlimited. */
  | { readonly type: 'quantity'; readonly value: number | null; readonly quantity: QuantityKind }
  | { readonly type: 'operator'; readonly text: string };

/** Steps of the derivation, worded under `theory.step.<key>`. */
export type StepKey =
  | 'serverSendsAll' | 'slowestReceives' | 'clientServer'
  | 'serverSendsOnce' | 'peersUpload' | 'allUpload' | 'peerToPeer' | 'speedUp';

export interface DerivationStep {
  readonly key: StepKey;
  readonly architecture: 'client-server' | 'peer-to-peer' | 'both';
  /** The formula in symbols, and the same with this scenario's numbers in their place. */
  readonly symbolic: readonly FormulaPart[];
  readonly substituted: readonly FormulaPart[];
  /** What it comes to; null is infinite. */
  readonly value: number | null;
  readonly quantity: QuantityKind;
  /** In the steps that take a maximum. */
  readonly binding?: BindingTerm | null;
}

type Values = Readonly<Record<FormulaSymbol, FormulaPart>>;
/** More groups than these are summed up in the text by an ellipsis. */
const GROUPS_SHOWN = 6;

/**
 * The worked derivation of both bounds with the numbers of a scenario, as data for the window to word and set.
 * @returns the steps in order; empty when there are no peers, for then there is nothing to derive
 */
export function derivation(scenario: Scenario): DerivationStep[] {
  const setting = settingOf(scenario);
  if (setting.peers === 0) return [];
  const { clientServer, peerToPeer } = bounds(scenario);
  const values = valuesOf(setting, clientServer, peerToPeer);
  const step = (key: StepKey, architecture: DerivationStep['architecture'], formula: string, value: number | null): DerivationStep => ({
    key, architecture, symbolic: partsOf(formula), substituted: partsOf(formula, values), value, quantity: 'seconds',
  });
  const max = (key: StepKey, architecture: DerivationStep['architecture'], formula: string, bound: Bound): DerivationStep => ({
    ...step(key, architecture, formula, bound.seconds),
    substituted: maximumOf(bound),
    binding: bound.binding,
  });
  return [
    step('serverSendsAll', 'client-server', 'N · F / us', secondsOf(clientServer, 'server-upload')),
    step('slowestReceives', 'client-server', 'F / dmin', secondsOf(clientServer, 'slowest-download')),
    max('clientServer', 'client-server', 'max { N · F / us , F / dmin }', clientServer),
    step('serverSendsOnce', 'peer-to-peer', 'F / us', secondsOf(peerToPeer, 'server-upload')),
    step('slowestReceives', 'peer-to-peer', 'F / dmin', secondsOf(peerToPeer, 'slowest-download')),
    { ...step('peersUpload', 'peer-to-peer', 'us + U', setting.serverBitrate + setting.totalPeerBitrate), substituted: sumOfUploads(scenario), quantity: 'bitrate' },
    step('allUpload', 'peer-to-peer', 'N · F / ( us + U )', secondsOf(peerToPeer, 'total-upload')),
    max('peerToPeer', 'peer-to-peer', 'max { F / us , F / dmin , N · F / ( us + U ) }', peerToPeer),
    ...(clientServer.seconds && peerToPeer.seconds
      ? [{ ...step('speedUp', 'both', 'Dcs / Dp2p', clientServer.seconds / peerToPeer.seconds), quantity: 'count' } as const]
      : []),
  ];
}

function secondsOf({ terms }: Bound, wanted: BindingTerm): number | null {
  return terms.find(({ term }) => term === wanted)?.seconds ?? null;
}

function quantity(value: number | null, kind: QuantityKind): FormulaPart {
  return { type: 'quantity', value, quantity: kind };
}

function operator(text: string): FormulaPart {
  return { type: 'operator', text };
}

function valuesOf(setting: Setting, clientServer: Bound, peerToPeer: Bound): Values {
  return {
    N: quantity(setting.peers, 'count'),
    F: quantity(setting.sizeBits, 'bits'),
    us: quantity(setting.serverBitrate, 'bitrate'),
    U: quantity(setting.totalPeerBitrate, 'bitrate'),
    dmin: quantity(setting.slowestDownload === Infinity ? null : setting.slowestDownload, 'bitrate'),
    Dcs: quantity(clientServer.seconds, 'seconds'),
    Dp2p: quantity(peerToPeer.seconds, 'seconds'),
  };
}

function isSymbol(word: string): word is FormulaSymbol {
  return ['N', 'F', 'us', 'U', 'dmin', 'Dcs', 'Dp2p'].includes(word);
}

/** The parts of a formula written with spaces between them, with symbols or with what they stand for. */
function partsOf(formula: string, values?: Values): FormulaPart[] {
  return formula.split(' ').map((word) => (isSymbol(word) ? (values?.[word] ?? { type: 'symbol', symbol: word }) : operator(word)));
}

/** max { 15000 s , 7500 s } */
function maximumOf({ terms }: Bound): FormulaPart[] {
  const list = terms.flatMap(({ seconds }, at) => [...(at > 0 ? [operator(',')] : []), quantity(seconds, 'seconds')]);
  return [operator('max'), operator('{'), ...list, operator('}')];
}

/** us + 30 · 700 kbit/s + …, group by group. */
function sumOfUploads(scenario: Scenario): FormulaPart[] {
  const groups = occupiedGroups(scenario);
  const shown = groups.slice(0, GROUPS_SHOWN).flatMap((group) => [
    operator('+'), quantity(group.count, 'count'), operator('·'), quantity(offeredBitrate(group), 'bitrate'),
  ]);
  return [quantity(scenario.server.uploadBitrate, 'bitrate'), ...shown, ...(groups.length > GROUPS_SHOWN ? [operator('+'), operator('…')] : [])];
}
