import type { DerivationStep, FormulaPart, FormulaSymbol } from '@core/theory/index';

/** How a symbol is set: letter and subscript. */
export const symbols: Readonly<Record<FormulaSymbol, { readonly letter: string; readonly below: string }>> = {
  N: { letter: 'N', below: '' },
  F: { letter: 'F', below: '' },
  us: { letter: 'u', below: 's' },
  U: { letter: 'U', below: '' },
  dmin: { letter: 'd', below: 'min' },
  Dcs: { letter: 'D', below: 'CS' },
  Dp2p: { letter: 'D', below: 'P2P' },
};

/** How a number of a formula is written; `exact` keeps seconds as seconds. */
export type QuantityWords = (part: Extract<FormulaPart, { type: 'quantity' }>) => string;

/** A formula as plain text: `N · F / u_s`. */
export function formulaText(parts: readonly FormulaPart[], quantityWords: QuantityWords): string {
  return parts.map((part) => partText(part, quantityWords)).join(' ');
}

function partText(part: FormulaPart, quantityWords: QuantityWords): string {
  if (part.type === 'operator') return part.text;
  if (part.type === 'quantity') return quantityWords(part);
  const { letter, below } = symbols[part.symbol];
  return below === '' ? letter : `${letter}_${below}`;
}

/** The whole derivation as lines of text, for a report: the sentence of a step, then its formula with the numbers of the scenario. */
export function derivationText(steps: readonly DerivationStep[], sentence: (step: DerivationStep) => string, quantityWords: QuantityWords): string {
  const blocks = steps.map((step, at) => {
    const value = quantityWords({ type: 'quantity', value: step.value, quantity: step.quantity });
    return `${at + 1}. ${sentence(step)}\n   ${formulaText(step.symbolic, quantityWords)} = ${formulaText(step.substituted, quantityWords)} = ${value}`;
  });
  return `${blocks.join('\n')}\n`;
}
