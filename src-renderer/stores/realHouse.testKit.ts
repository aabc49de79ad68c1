import { REAL_PORT, type ProcessGone } from '@core/messages/index';
import { defaultScenario, type Scenario } from '@core/scenario/index';
import { serveReal } from '../../src-main/real/serveReal';
import { useDocument } from './document';
import { useRealRun } from './realRun';
import { useRuns } from './runs';
import { withPeerCount } from './scenarioEdits';

/** The real peers behind a real port, handed to the window as the preload does it; the process is this one. */
export class RealHouse {
  readonly window = new EventTarget();
  private gone: ((event: ProcessGone) => void)[] = [];
  /** Ends the process that runs now. */
  die: (code: string, wanted: boolean) => Promise<void> = async () => undefined;
  starts = 0;

  readonly lab = {
    setUnsaved: async () => undefined,
    onEngineGone: () => () => undefined,
    connectEngine: async () => false,
    onRealGone: (listener: (event: ProcessGone) => void) => (this.gone.push(listener), () => undefined),
    endReal: () => this.die('realEnded', true),
    connectReal: async () => {
      this.starts += 1;
      const { port1, port2 } = new MessageChannel();
      let isOver = false;
      const die = async (code: string, wanted: boolean): Promise<void> => {
        if (isOver) return;
        isOver = true;
        port1.close();
        await stop();
        for (const listener of this.gone) listener({ wanted, problem: { code, detail: '' } });
      };
      const stop = serveReal({
        send: (event) => port1.postMessage(event),
        onMessage: (listener) => (port1.onmessage = ({ data }) => listener(data)),
        onClose: (listener) => void port1.addEventListener('close', listener),
      }, () => void die('', true), { targetSeconds: 4 });
      this.die = die;
      this.window.dispatchEvent(Object.assign(new Event('message'), { data: REAL_PORT, ports: [port2], source: this.window }));
      return true;
    },
  };
}

/** Few pieces for so many peers. */
export const small = (peers: number): Scenario => {
  const base = defaultScenario();
  const [group] = base.peerGroups;
  return withPeerCount({ ...base, content: { sizeBits: 6e6, pieceBits: 1e6 }, server: { ...base.server, uploadBitrate: 4e6 }, peerGroups: [{ ...group!, uploadBitrate: 2e6, downloadBitrate: null }] }, peers);
};

/** A document with them, and the stores about it. */
export function openSmall(peers: number) {
  useDocument().edit({ key: 'document.edit.unnamed' }, small(peers));
  return { scenario: useDocument().scenario, real: useRealRun(), runs: useRuns() };
}
