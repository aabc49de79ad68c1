import { defaultScenario, serializeScenario } from '@core/scenario/index';
import { describe, expect, test } from 'vitest';
import { withoutView, withView, type DocumentView } from './documentView';

const scenario = defaultScenario();

describe('the view in a scenario file', () => {
  test('stands in one order, however it came about', () => {
    const one: DocumentView = { screen: 'swarm', speed: 2, runs: [{ architecture: 'peer-to-peer', seed: 1 }] };
    const other: DocumentView = { runs: [{ architecture: 'peer-to-peer', seed: 1 }], speed: 2, screen: 'swarm' };
    expect(serializeScenario(withView(scenario, other))).toBe(serializeScenario(withView(scenario, one)));
  });
  test('comes back as it was saved, and leaves the scenario as it was', () => {
    const view: DocumentView = { screen: 'compare', runs: [{ architecture: 'client-server', seed: 3 }] };
    const back = withoutView(withView(scenario, view));
    expect(serializeScenario(back.scenario)).toBe(serializeScenario(scenario));
    expect(back.view).toEqual(view);
  });
  test('is not written when it says nothing', () => {
    expect(withView(scenario, {})).toBe(scenario);
    expect(withView(scenario, { screen: undefined })).toBe(scenario);
  });
});
