import { describe, expect, it } from 'vitest';
import { defaultScenario, newPeerGroup, serializeScenario, type Scenario } from '@core/scenario/index';
import { differences } from './differences';

const base = defaultScenario();
const labels = (to: Scenario) => differences(base, to).slice(1).map(({ label }) => label.values?.['path'] ?? label.values?.['name'] ?? label.key);

describe('what differs between two scenarios', () => {
  it('is nothing between equal ones', () => expect(labels(defaultScenario())).toEqual([]));

  it('is each field by its path, also of a group and within a variant', () => {
    const group = { ...newPeerGroup(), count: 12, arrival: { kind: 'together', atSeconds: 5 } as const };
    const to = { ...base, title: 'Mine', content: { ...base.content, sizeBits: 1e9 }, peerGroups: [group], protocol: { ...base.protocol, endGame: false } };
    expect(labels(to)).toEqual(['title', 'content.sizeBits', 'peerGroups[0].count', 'peerGroups[0].arrival.atSeconds', 'protocol.endGame']);
  });

  it('is another kind as a whole', () => {
    const to = { ...base, peerGroups: [{ ...base.peerGroups[0]!, onComplete: { kind: 'leave' } as const }] };
    expect(labels(to)).toEqual(['peerGroups[0].onComplete']);
  });

  it('is groups that came or went, changes and branches', () => {
    const more = { ...base, peerGroups: [...base.peerGroups, { ...newPeerGroup(), name: 'late' }], changes: [{ kind: 'leave', atSeconds: 1, peer: 1 } as const] };
    expect(labels(more)).toEqual(['late', 'recovery.changes']);
    expect(differences(more, base).slice(1).map(({ label }) => label.key)).toEqual(['document.edit.groupRemoved', 'recovery.changes']);
    expect(labels({ ...base, branches: [{ name: 'what if', changes: [] }] })).toEqual(['recovery.branches']);
  });

  it('leads, step by step, from the one to the other', () => {
    const to = { ...base, seed: 5, server: { ...base.server, uploadBitrate: 1 }, peerGroups: [newPeerGroup(), newPeerGroup()] };
    expect(serializeScenario(differences(base, to).at(-1)!.value)).toBe(serializeScenario(to));
  });
});
