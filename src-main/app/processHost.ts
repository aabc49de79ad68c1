import { MessageChannelMain, utilityProcess, type UtilityProcess, type WebContents } from 'electron';
import type { ENGINE_PORT, ProcessGone, REAL_PORT } from '@core/messages/index';
import { createEngineDeaths } from './engineDeaths';
import type { Log } from './log';

/** A utility process of the lab: the engine, or the real peers. */
export interface ProcessHost {
  readonly isRunning: boolean;
  /** Gives the window a fresh port to the process, started if need be. False: the user leaves it stopped. */
  connect(contents: WebContents): Promise<boolean>;
  /** Ends it on purpose, after so long at the latest if it may put things in order first. Resolves once it is gone. */
  end(graceMs: number): Promise<void>;
}

export interface ProcessHostOptions {
  /** The bundled entry of the process. */
  readonly file: string;
  readonly serviceName: string;
  readonly heapMebibytes: number;
  /** What the window's message is called that brings the port. */
  readonly portName: typeof ENGINE_PORT | typeof REAL_PORT;
  /** Codes of what the window is told when it was ended, and when it died. */
  readonly ended: string;
  readonly died: string;
  readonly log: Log;
  readonly onGone: (gone: ProcessGone) => void;
  /** Asks whether a process that keeps dying should be started again. */
  readonly mayRestart: () => Promise<boolean>;
}

/** Starts a process, watches over it and hands out ports to it. Main itself sees none of the data. */
export function createProcessHost(options: ProcessHostOptions): ProcessHost {
  const { log, onGone } = options;
  const deaths = createEngineDeaths();
  let running: UtilityProcess | null = null;
  const wanted = new WeakSet<UtilityProcess>();

  function start(): UtilityProcess {
    const { file, serviceName, heapMebibytes } = options;
    const started = utilityProcess.fork(file, [], { serviceName, execArgv: [`--max-old-space-size=${heapMebibytes}`] });
    started.on('exit', (code) => {
      if (running === started) running = null;
      if (wanted.has(started) || code === 0) return onGone({ wanted: true, problem: { code: options.ended, detail: '' } });
      deaths.add(Date.now());
      log.note(`${serviceName} GONE`, code);
      onGone({ wanted: false, problem: { code: options.died, detail: String(code) } });
    });
    return started;
  }

  return {
    get isRunning() {
      return running !== null;
    },
    async connect(contents) {
      if (running === null && deaths.areTooMany(Date.now())) {
        if (!(await options.mayRestart())) return false;
        deaths.forget();
      }
      running ??= start();
      const { port1, port2 } = new MessageChannelMain();
      running.postMessage(null, [port1]);
      contents.postMessage(options.portName, null, [port2]);
      return true;
    },
    async end(graceMs) {
      const ending = running;
      if (ending === null) return;
      wanted.add(ending);
      const gone = new Promise((resolve) => ending.once('exit', resolve));
      // A message without a port asks it to end by itself.
      if (graceMs === 0) ending.kill();
      else ending.postMessage(null);
      const kill = setTimeout(() => ending.kill(), graceMs);
      await gone;
      clearTimeout(kill);
    },
  };
}
