import { ENGINE_PORT, type ProcessGone } from '@core/messages/index';
import { defaultScenario, type Scenario } from '@core/scenario/index';
import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { serveEngine } from '../../src-main/engine/serveEngine';
import { useBranches } from './branches';
import { withChangeMoved } from './branchEdits';
import { useDocument } from './document';
import { raceArchitectures } from './runRecord';
import { useRuns } from './runs';
import { withPeerCount } from './scenarioEdits';

/** The real engine behind a real port, handed to the window as the preload does it. */
class EngineHouse {
  readonly window = new EventTarget();
  private ports: MessagePort[] = [];
  private gone: ((event: ProcessGone) => void)[] = [];
  refuses = false;

  readonly lab = {
    setUnsaved: async () => undefined,
    onEngineGone: (listener: (event: ProcessGone) => void) => (this.gone.push(listener), () => undefined),
    endEngine: async () => this.die('engineEnded'),
    connectEngine: async () => {
      if (this.refuses) return false;
      const { port1, port2 } = new MessageChannel();
      this.ports = [port1, port2];
      serveEngine({
        send: (event) => port1.postMessage(event),
        onMessage: (listener) => (port1.onmessage = ({ data }) => listener(data)),
        onClose: () => undefined,
      });
      this.window.dispatchEvent(Object.assign(new Event('message'), { data: ENGINE_PORT, ports: [port2], source: this.window }));
      return true;
    },
  };

  die(code: string): void {
    this.close();
    for (const listener of this.gone) listener({ wanted: false, problem: { code, detail: '9' } });
  }
  close(): void {
    for (const port of this.ports) port.close();
  }
}

let house: EngineHouse;

const scenarioOf = (peers: number, pieces: number): Scenario =>
  withPeerCount({ ...defaultScenario(), content: { sizeBits: pieces * 1e6, pieceBits: 1e6 } }, peers);

function open(scenario: Scenario) {
  const document = useDocument();
  document.edit({ key: 'document.edit.unnamed' }, scenario);
  return { document, runs: useRuns() };
}

const settled = (runs: ReturnType<typeof useRuns>) => vi.waitUntil(() => !runs.isRunning, { timeout: 20_000 });
const statuses = (runs: ReturnType<typeof useRuns>) => raceArchitectures.map((architecture) => runs.current[architecture]?.status);

beforeEach(() => {
  house = new EngineHouse();
  vi.stubGlobal('window', Object.assign(house.window, { lab: house.lab }));
  setActivePinia(createPinia());
});
afterEach(() => house.close());

describe('the runs of the open scenario', () => {
  test('both architectures run to their end, and become points of the chart against N', async () => {
    const { runs } = open(scenarioOf(8, 20));
    await runs.startBoth();
    await settled(runs);
    expect(statuses(runs)).toEqual(['finished', 'finished']);
    expect(runs.earlier.map(({ architecture, peers }) => [architecture, peers]).sort()).toEqual([['client-server', 8], ['peer-to-peer', 8]]);
    const run = runs.current['peer-to-peer'];
    expect(run?.arrivedSeconds).toBeGreaterThanOrEqual(run?.result?.makespanSeconds ?? Infinity);
    expect(runs.replays['peer-to-peer']).toBe(run?.replay);
  });
  test('an edit shows the start line of the new scenario; undoing it brings the runs back', async () => {
    const { document, runs } = open(scenarioOf(4, 10));
    await runs.startBoth();
    await settled(runs);
    document.edit({ key: 'document.edit.peers' }, withPeerCount(document.scenario, 12));
    expect(statuses(runs)).toEqual([undefined, undefined]);
    expect(runs.replays['peer-to-peer'].header.peerCount).toBe(13);
    expect(runs.replays['peer-to-peer'].state.online.reduce((sum, one) => sum + one, 0)).toBe(13);
    document.undo();
    expect(statuses(runs)).toEqual(['finished', 'finished']);
  });
  test('the fluid schedule joins the race when it is chosen, ends at the bound, and runs with the race from then on', async () => {
    const { document, runs } = open(scenarioOf(8, 20));
    await runs.chooseRival('fluid-schedule');
    expect(runs.current['fluid-schedule']).toBeNull();
    await runs.startBoth();
    await settled(runs);
    expect(runs.pair).toEqual(['fluid-schedule', 'peer-to-peer']);
    expect(statuses(runs)).toEqual(['finished', 'finished']);
    const { makespanSeconds, boundSeconds } = runs.current['fluid-schedule']!.result!;
    expect(makespanSeconds! / boundSeconds!).toBeCloseTo(1, 12);
    await runs.chooseRival('client-server');
    document.edit({ key: 'document.edit.unnamed' }, scenarioOf(9, 20));
    await runs.startBoth();
    await settled(runs);
    expect(runs.current['fluid-schedule']).toBeNull();
    await runs.chooseRival('fluid-schedule');
    await settled(runs);
    expect(runs.current['fluid-schedule']?.status).toBe('finished');
  });
  test('where there is no fluid schedule the server stays beside the swarm, and the reason is known', async () => {
    const { document, runs } = open(scenarioOf(4, 10));
    await runs.chooseRival('fluid-schedule');
    document.edit({ key: 'document.edit.unnamed' }, { ...document.scenario, server: { ...document.scenario.server, leaveAfterCopies: 2 } });
    expect([runs.rival, runs.obstacle]).toEqual(['client-server', 'serverLeaves']);
    document.undo();
    expect([runs.rival, runs.obstacle]).toEqual(['fluid-schedule', null]);
  });
  test('a cancelled run stops, and another one can be started', async () => {
    const { runs } = open(scenarioOf(300, 1000));
    await runs.startBoth();
    runs.cancel();
    await settled(runs);
    expect(statuses(runs)).toEqual(['cancelled', 'cancelled']);
    expect(runs.earlier).toEqual([]);
  });
  test('the death of the engine ends its runs with the problem; the next run has a new engine', async () => {
    const { document, runs } = open(scenarioOf(300, 1000));
    await runs.startBoth();
    house.die('engineGone');
    expect(statuses(runs)).toEqual(['failed', 'failed']);
    expect(runs.current['client-server']?.problem).toEqual({ code: 'engineGone', detail: '9' });
    document.edit({ key: 'document.edit.unnamed' }, scenarioOf(4, 10));
    await runs.startBoth();
    await settled(runs);
    expect(statuses(runs)).toEqual(['finished', 'finished']);
  });
  test('when the user does not want the engine again nothing is left waiting', async () => {
    house.refuses = true;
    const { runs } = open(scenarioOf(4, 10));
    await runs.startBoth();
    expect([runs.engineRefused, runs.isRunning]).toEqual([true, false]);
  });
});

describe('the other futures of the open scenario', () => {
  const gone = { kind: 'server-leaves', atSeconds: 0.5 } as const;
  const label = { key: 'document.edit.unnamed' };

  test('a branch runs beside the swarm, which keeps its run; both have the same past', async () => {
    const { document, runs } = open(scenarioOf(8, 20));
    const branches = useBranches();
    await runs.startBoth();
    await settled(runs);
    const before = runs.current['peer-to-peer'];
    expect(branches.add(gone, 'without the server', label)).toBe('without the server');
    await runs.chooseRival('branch');
    await settled(runs);
    expect(runs.current['peer-to-peer']).toBe(before);
    expect([runs.rival, runs.current.branch?.status, runs.current.branch?.result?.finished]).toEqual(['branch', 'finished', false]);
    const [mine, theirs] = [runs.replays['peer-to-peer'], runs.replays.branch];
    mine.seek(0.4);
    theirs.seek(0.4);
    expect(theirs.row).toBe(mine.row);
    expect(theirs.state.heldCount).toEqual(mine.state.heldCount);
    expect(document.scenario.branches).toEqual([{ name: 'without the server', changes: [gone] }]);
  });

  test('undoing takes the branch away and redoing brings back its run; names do not repeat', async () => {
    const { document, runs } = open(scenarioOf(8, 20));
    const branches = useBranches();
    await runs.startBoth();
    await settled(runs);
    branches.add(gone, 'a', label);
    await runs.chooseRival('branch');
    await settled(runs);
    document.undo();
    expect([runs.rival, branches.futures]).toEqual(['client-server', []]);
    document.redo();
    expect([runs.rival, runs.current.branch?.status]).toEqual(['branch', 'finished']);
    expect(branches.add({ ...gone, atSeconds: 6 }, 'a', label)).toBe('a (2)');
  });

  test('a change that is moved makes the branch run again by itself', async () => {
    const { document, runs } = open(scenarioOf(8, 20));
    const branches = useBranches();
    await runs.startBoth();
    await settled(runs);
    branches.add(gone, 'a', label);
    await runs.chooseRival('branch');
    await settled(runs);
    document.edit(label, withChangeMoved(document.scenario, { branch: 0, at: 0 }, 0.2));
    expect(runs.current.branch).toBeNull();
    await vi.waitUntil(() => runs.current.branch?.status === 'finished', { timeout: 20_000 });
    expect(runs.current.branch?.scenario.changes).toEqual([{ ...gone, atSeconds: 0.2 }]);
  });
});
