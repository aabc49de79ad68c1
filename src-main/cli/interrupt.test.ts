import { expect, test } from 'vitest';
import { cleanUp, onInterrupt } from './interrupt';

test('an interruption cleans up once, and only what has not been taken back', () => {
  const cleaned: string[] = [];
  const release = onInterrupt(() => cleaned.push('saved already'));
  onInterrupt(() => cleaned.push('half a file'));
  release();
  cleanUp();
  cleanUp();
  expect(cleaned).toEqual(['half a file']);
});
