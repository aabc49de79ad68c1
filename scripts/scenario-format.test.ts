import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { documentPath, scenarioFormatText } from './scenario-format';

it('docs/scenario-format.md says what the fields say (else run: node --import tsx scripts/scenario-format.ts)', () => {
  expect(readFileSync(documentPath, 'utf8')).toBe(scenarioFormatText());
});
