import { describe, expect, it } from 'vitest';
import { checkScenario, defaultScenario, peerCount, protocol, type Scenario } from '@core/scenario/index';
import type { Draft } from '../../parts/form/draft';
import { readFieldText } from '../../parts/form/fieldText';
import { withField } from '../../stores/scenarioEdits';
import { fixOf } from './fixes';

const none: ReadonlyMap<string, Draft> = new Map();
/** Applies the fix of every issue of a scenario and says what is left. */
function afterFixes(scenario: Scenario): readonly string[] {
  const checked = checkScenario(scenario);
  if (checked.ok) return [];
  const fixed = checked.issues.reduce((next, issue) => fixOf(issue, next, none)?.next ?? next, scenario);
  const again = checkScenario(fixed);
  return again.ok ? [] : again.issues.map((issue) => issue.code);
}
const start = defaultScenario();

describe('a one-click fix', () => {
  it.each([
    ['fewer neighbours wanted than allowed', withField(start, ['protocol', 'minNeighbours'], 100)],
    ['arrivals that end before they begin', withField(start, ['peerGroups', 0, 'arrival'], { kind: 'evenly', fromSeconds: 100, untilSeconds: 5 })],
    ['too many pieces', withField(start, ['content', 'pieceBits'], 3)],
    ['no group at all', { ...start, peerGroups: [] }],
    ['too many peers', { ...start, peerGroups: Array.from({ length: 3 }, () => ({ ...start.peerGroups[0]!, count: 900_000 })) }],
  ])('leaves nothing to complain about: %s', (_, scenario) => {
    expect(checkScenario(scenario).ok).toBe(false);
    expect(afterFixes(scenario)).toEqual([]);
  });

  it('keeps as many peers as there may be', () => {
    const scenario = { ...start, peerGroups: [1, 2].map(() => ({ ...start.peerGroups[0]!, count: 1_000_000 })) };
    const fix = fixOf({ code: 'peers', path: 'peerGroups', found: '2000000', allowed: {} }, scenario, none);
    expect(fix && peerCount(fix.next)).toBe(1_000_000);
  });
});

describe('the fix of what was typed', () => {
  const fixOfTyped = (text: string) => {
    const reading = readFieldText(text, protocol.regularUnchokes, ['protocol', 'regularUnchokes'], []);
    if (reading.ok) throw new Error(`${text} is allowed`);
    return fixOf(reading.issue, start, new Map([['protocol.regularUnchokes', { text, issue: reading.issue }]]));
  };

  it('is the nearest allowed number', () => {
    expect([fixOfTyped('5000'), fixOfTyped('-3'), fixOfTyped('2.6')].map((fix) => fix?.kind === 'set' && fix.value)).toEqual([1000, 0, 3]);
  });

  it('is the value before where no number was typed', () => {
    expect(fixOfTyped('four')).toMatchObject({ kind: 'putBack', value: 4, next: start });
  });
});
