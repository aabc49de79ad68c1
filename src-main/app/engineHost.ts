import { MessageChannelMain, utilityProcess, type UtilityProcess, type WebContents } from 'electron';
import { ENGINE_PORT, type EngineGone } from '@core/messages/index';
import { createEngineDeaths } from './engineDeaths';
import type { Log } from './log';

export interface EngineHost {
  /** Gives the window a fresh port to the engine, started if need be. False: the user leaves it stopped. */
  connect(contents: WebContents): Promise<boolean>;
  /** Ends the engine on purpose. */
  end(): void;
}

export interface EngineHostOptions {
  /** The bundled entry of the engine's process. */
  readonly file: string;
  readonly log: Log;
  readonly onGone: (gone: EngineGone) => void;
  /** Asks whether an engine that keeps dying should be started again. */
  readonly mayRestart: () => Promise<boolean>;
}

/** Starts the engine's process, watches over it and hands out ports to it. Main itself sees none of the data. */
export function createEngineHost({ file, log, onGone, mayRestart }: EngineHostOptions): EngineHost {
  const deaths = createEngineDeaths();
  let engine: UtilityProcess | null = null;
  const wanted = new WeakSet<UtilityProcess>();

  function start(): UtilityProcess {
    const started = utilityProcess.fork(file, [], { serviceName: 'Swarm Lab engine', execArgv: ['--max-old-space-size=4096'] });
    started.on('exit', (code) => {
      if (engine === started) engine = null;
      if (wanted.has(started)) return onGone({ wanted: true, problem: { code: 'engineEnded', detail: '' } });
      deaths.add(Date.now());
      log.note('ENGINE GONE', code);
      onGone({ wanted: false, problem: { code: 'engineGone', detail: String(code) } });
    });
    return started;
  }

  return {
    async connect(contents) {
      if (engine === null && deaths.areTooMany(Date.now())) {
        if (!(await mayRestart())) return false;
        deaths.forget();
      }
      engine ??= start();
      const { port1, port2 } = new MessageChannelMain();
      engine.postMessage(null, [port1]);
      contents.postMessage(ENGINE_PORT, null, [port2]);
      return true;
    },
    end() {
      if (engine === null) return;
      wanted.add(engine);
      engine.kill();
    },
  };
}
