import { checkScenario, defaultScenario, newPeerGroup, timedChangeKinds, type Scenario } from '@core/scenario/index';
import { expect, it } from 'vitest';
import { newChange } from './newChange';

const scenario: Scenario = { ...defaultScenario(), peerGroups: [{ ...newPeerGroup(), count: 3, downloadBitrate: null, strategy: 'free-rider' }] };

it.each(timedChangeKinds)('%s is offered as a valid change of that time', (kind) => {
  const change = newChange(kind, scenario, 2, 30);
  expect(checkScenario({ ...scenario, changes: [change] }).ok).toBe(true);
  expect(change).toMatchObject({ kind, atSeconds: 30 });
});

it('what is offered differs from what is', () => {
  expect(newChange('strategy', scenario, 1, 0)).toMatchObject({ strategy: 'standard' });
  expect(newChange('piece-selection', scenario, 1, 0)).toMatchObject({ pieceSelection: 'random' });
  expect(newChange('server-rate', scenario, 1, 0)).toMatchObject({ uploadBitrate: scenario.server.uploadBitrate / 2 });
});
