import type { Deviation } from '../../../charts/signature';
import type { Format } from '../../../composables/format';
import type { TextKey } from '../../../composables/useText';
import type { Sentence } from '../../swarm/answer';

/** Closer than that, two times read the same to the per cent. */
const SAME = 0.005;

/** Which of three sentences: more, the same, or less. */
const compared = <Key extends TextKey>(over: number, more: Key, same: Key, less: Key, format: Format): Sentence =>
  ({ key: Math.abs(over) < SAME ? same : over > 0 ? more : less, values: { share: format.percent(Math.abs(over)) } });

/** What real peers took, against the simulation and against the bound, in up to three sentences; none: they were not measured. */
export function deviationSentences({ peers, realSeconds, overSimulated, overBound }: Deviation, format: Format): readonly Sentence[] {
  if (realSeconds === null) return [];
  const took: Sentence = { key: 'real.deviation.took', values: { n: format.number(peers), time: format.duration(realSeconds) }, plural: peers };
  return [
    took,
    ...(overSimulated === null ? [] : [compared(overSimulated, 'real.deviation.longer', 'real.deviation.same', 'real.deviation.shorter', format)]),
    ...(overBound === null ? [] : [compared(overBound, 'real.deviation.above', 'real.deviation.atBound', 'real.deviation.below', format)]),
  ];
}

/** A difference with its sign: "+5 %". */
export function signedShare(over: number, format: Format): Sentence {
  const share = format.percent(Math.abs(over));
  return { key: Math.abs(over) < SAME ? 'real.signature.signed.zero' : over > 0 ? 'real.signature.signed.plus' : 'real.signature.signed.minus', values: { share } };
}
