import { describe, expect, it } from 'vitest';
import { defaultScenario, newPeerGroup, type Scenario } from '../scenario/index';
import { boundApplies } from './applies';
import { derivation, type FormulaPart } from './derivation';
import { parsePeerCounts } from './peerCounts';

function textOf(parts: readonly FormulaPart[]): string {
  return parts.map((part) => (part.type === 'symbol' ? part.symbol : part.type === 'operator' ? part.text : String(part.value))).join(' ');
}

function textbook(changes: Partial<Scenario['peerGroups'][number]> = {}): Scenario {
  return { ...defaultScenario(), peerGroups: [{ ...newPeerGroup(), count: 30, uploadBitrate: 700e3, ...changes }] };
}

describe('the worked derivation', () => {
  it("substitutes the scenario's numbers step by step", () => {
    expect(derivation(textbook()).map((step) => [step.key, textOf(step.symbolic), textOf(step.substituted), step.value])).toEqual([
      ['serverSendsAll', 'N · F / us', '30 · 15000000000 / 30000000', 15_000],
      ['slowestReceives', 'F / dmin', '15000000000 / 2000000', 7500],
      ['clientServer', 'max { N · F / us , F / dmin }', 'max { 15000 , 7500 }', 15_000],
      ['serverSendsOnce', 'F / us', '15000000000 / 30000000', 500],
      ['slowestReceives', 'F / dmin', '15000000000 / 2000000', 7500],
      ['peersUpload', 'us + U', '30000000 + 30 · 700000', 51e6],
      ['allUpload', 'N · F / ( us + U )', '30 · 15000000000 / ( 30000000 + 21000000 )', 450e9 / 51e6],
      ['peerToPeer', 'max { F / us , F / dmin , N · F / ( us + U ) }', `max { 500 , 7500 , ${450e9 / 51e6} }`, 450e9 / 51e6],
      ['speedUp', 'Dcs / Dp2p', `15000 / ${450e9 / 51e6}`, 15_000 / (450e9 / 51e6)],
    ]);
  });
  it('says which term binds in the steps that take a maximum', () => {
    expect(derivation(textbook()).flatMap(({ binding }) => binding ?? [])).toEqual(['server-upload', 'total-upload']);
  });
  it('unlimited and infinite are null, and an infinite bound has no speed-up', () => {
    const steps = derivation({ ...textbook({ downloadBitrate: null }), server: { ...defaultScenario().server, uploadBitrate: 0 } });
    expect(textOf(steps[1]?.substituted ?? [])).toBe('15000000000 / null');
    expect(steps[1]?.value).toBe(0);
    expect(steps[0]?.value).toBeNull();
    expect(steps.at(-1)?.key).toBe('peerToPeer');
  });
  it('with many groups the sum ends in an ellipsis; without peers there is nothing to derive', () => {
    const many = { ...textbook(), peerGroups: Array.from({ length: 8 }, () => ({ ...newPeerGroup(), count: 1 })) };
    expect(textOf(derivation(many)[5]?.substituted ?? [])).toMatch(/\+ …$/);
    expect(derivation(textbook({ count: 0 }))).toEqual([]);
  });
});

describe("the textbook's setting", () => {
  it('holds when all are there from the start and stay until they have everything', () => {
    expect(boundApplies(textbook())).toEqual({ holds: true });
    expect(boundApplies(textbook({ onComplete: { kind: 'leave' } }))).toEqual({ holds: true });
    expect(boundApplies(textbook({ arrival: { kind: 'evenly', fromSeconds: 0, untilSeconds: 0 } }))).toEqual({ holds: true });
  });
  it.each([
    ['lateArrivals', { arrival: { kind: 'together', atSeconds: 1 } }],
    ['lateArrivals', { arrival: { kind: 'evenly', fromSeconds: 0, untilSeconds: 9 } }],
    ['lateArrivals', { arrival: { kind: 'poisson', perSecond: 1, fromSeconds: 0 } }],
    ['interruptions', { interruption: { kind: 'once', afterFraction: 0.5, awaySeconds: 1 } }],
  ] as const)('does not with %s', (note, changes) => expect(boundApplies(textbook(changes))).toEqual({ holds: false, note }));
  it('does not when the server leaves', () => {
    const scenario = textbook();
    expect(boundApplies({ ...scenario, server: { ...scenario.server, leaveAfterCopies: 2 } })).toEqual({ holds: false, note: 'serverLeaves' });
  });
  it('does not when rates or peers change on the way; rules of trading may', () => {
    const scenario = textbook();
    expect(boundApplies({ ...scenario, changes: [{ kind: 'server-rate', atSeconds: 9, uploadBitrate: 1 }] })).toEqual({ holds: false, note: 'timedChanges' });
    expect(boundApplies({ ...scenario, changes: [{ kind: 'piece-selection', atSeconds: 9, pieceSelection: 'random' }] })).toEqual({ holds: true });
  });
  it('is not disturbed by a group without peers', () => {
    expect(boundApplies(textbook({ count: 0, arrival: { kind: 'together', atSeconds: 9 } }))).toEqual({ holds: true });
  });
});

describe('numbers of peers', () => {
  it.each([
    ['1..5', [1, 2, 3, 4, 5]], ['10..30..10', [10, 20, 30]], ['10..35..10', [10, 20, 30]], ['10,100,1000', [10, 100, 1000]], ['7', [7]], ['1..3, 10', [1, 2, 3, 10]], ['0', [0]],
  ])('%s', (text, counts) => expect(parsePeerCounts(text)).toMatchObject({ ok: true, value: counts }));
  it.each(['', 'x', '5..1', '1..5..0', '-1', '1.5', '1..', '1,,2', '2000000', '1..1000000', '1e3'])('refuses %s', (text) => {
    expect(parsePeerCounts(text)).toMatchObject({ ok: false, issues: [{ code: 'peerCounts', found: text }] });
  });
});
