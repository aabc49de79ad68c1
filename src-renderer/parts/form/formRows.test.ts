import { describe, expect, it } from 'vitest';
import { content, newPeerGroup, peerGroup, protocol, server } from '@core/scenario/index';
import { formRows, isAtDefault, optionsOf, resetValue, valueOfOption } from './formRows';

const path = ['peerGroups', 2];
const rows = (group = newPeerGroup()) => formRows(peerGroup, ['arrival', 'strategy'], path, group);

describe('the lines of a form', () => {
  it('are the fields asked for, with the fields of the chosen variant below it', () => {
    expect(rows().map((row) => [row.path.join('/'), row.value, row.isInner])).toEqual([
      ['peerGroups/2/arrival', { kind: 'together', atSeconds: 0 }, false],
      ['peerGroups/2/arrival/atSeconds', 0, true],
      ['peerGroups/2/strategy', 'standard', false],
    ]);
  });

  it('follow the variant that is chosen', () => {
    const arrival = valueOfOption(peerGroup.arrival, 'poisson');
    expect(arrival).toEqual({ kind: 'poisson', perSecond: 0.1, fromSeconds: 0 });
    expect(rows({ ...newPeerGroup(), arrival: { kind: 'poisson', perSecond: 0.1, fromSeconds: 0 } }).map((row) => row.path.at(-1))).toEqual([
      'arrival', 'perSecond', 'fromSeconds', 'strategy',
    ]);
  });
});

it('a choice offers its choices, a variant its kinds', () => {
  expect([optionsOf(server.seedChoking), optionsOf(peerGroup.onComplete), optionsOf(server.uploadBitrate)]).toEqual([
    ['fastest-first', 'round-robin'], ['stay', 'leave', 'stayFor', 'stayForRandom'], [],
  ]);
});

it('every field but those that each scenario says for itself goes back to its default', () => {
  expect([resetValue(protocol.regularUnchokes), resetValue(server.unchokes), resetValue(content.sizeBits), resetValue(peerGroup.name)]).toEqual([4, null, undefined, undefined]);
  expect(resetValue(peerGroup.onComplete)).toEqual({ kind: 'stay' });
  expect([isAtDefault({ field: protocol.endGame, value: false }), isAtDefault({ field: peerGroup.onComplete, value: { kind: 'stay' } })]).toEqual([false, true]);
});
