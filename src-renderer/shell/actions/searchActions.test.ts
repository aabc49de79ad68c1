import { describe, expect, test } from 'vitest';
import { isMeant } from './searchActions';

const names = ['Export Chart as PNG…', '차트를 PNG로 내보내기…'];

describe('an action is found', () => {
  test('by words of its name, in any order and case', () => {
    expect(isMeant(names, 'png export')).toBe(true);
    expect(isMeant(names, '  CHART ')).toBe(true);
  });
  test('by its name in the other language, however its syllables are written', () => {
    expect(isMeant(names, '내보내기')).toBe(true);
    expect(isMeant(names, '차트'.normalize('NFD'))).toBe(true);
  });
  test('by nothing typed yet', () => {
    expect(isMeant(names, '')).toBe(true);
  });
  test('but not by a word that it lacks', () => {
    expect(isMeant(names, 'export svg')).toBe(false);
  });
});
