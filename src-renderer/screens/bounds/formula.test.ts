import { expect, it } from 'vitest';
import { defaultScenario } from '@core/scenario/index';
import { derivation } from '@core/theory/index';
import { derivationText, formulaText } from './formula';

const plain = ({ value, quantity }: { value: number | null; quantity: string }) => `${value ?? '∞'} ${quantity}`;

it('a formula is plain text with subscripts as in TeX', () => {
  const [first] = derivation(defaultScenario());
  expect(formulaText(first?.symbolic ?? [], plain)).toBe('N · F / u_s');
  expect(formulaText(first?.substituted ?? [], plain)).toBe('10 count · 15000000000 bits / 30000000 bitrate');
});

it('a derivation has a numbered sentence and a line of numbers for each step', () => {
  const steps = derivation(defaultScenario());
  const lines = derivationText(steps, (step) => step.key, plain).trimEnd().split('\n');
  expect(lines.length).toBe(2 * steps.length);
  expect(lines.slice(0, 2)).toEqual(['1. serverSendsAll', '   N · F / u_s = 10 count · 15000000000 bits / 30000000 bitrate = 5000 seconds']);
});
