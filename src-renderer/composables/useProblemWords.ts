import type { Problem } from '@core/messages/index';
import { useText } from './useText';

/** Words a problem: what happened, and the way out. A code that nobody has worded gives its detail. */
export function useProblemWords() {
  const { any } = useText();
  return ({ code, detail }: Problem): { readonly text: string; readonly lines: readonly string[] } => {
    const remedy = any(`problem.${code}.remedy`, { detail }, '');
    return { text: any(`problem.${code}.message`, { detail }, detail), lines: remedy === '' ? [] : [remedy] };
  };
}
