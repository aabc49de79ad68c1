import { ENGINE_PORT, type EngineEvent, type EngineGone, type EngineRequest } from '@core/messages/index';

export type RunRequest = Omit<Extract<EngineRequest, { kind: 'run' }>, 'kind' | 'runId'>;

/** Hears everything that the engine says about one run; the last event is finished, cancelled or failed. */
export type RunListener = (event: EngineEvent) => void;

export interface RunningRun {
  readonly runId: string;
  cancel(): void;
}

export interface EngineClient {
  /**
   * Starts a run, and the engine first if need be. Resolves once the request is sent.
   * Null: the engine has died several times and the user does not want it started again.
   */
  run(request: RunRequest, listener: RunListener): Promise<RunningRun | null>;
}

/** An engine that has not cancelled within this time does not hear us any more, and is ended. */
const CANCEL_LIMIT_MS = 1_000;

/** A port cannot cross the preload's bridge: it comes as a message from this very window. */
function nextPort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const take = (event: MessageEvent): void => {
      const [port] = event.ports;
      if (event.source !== window || event.data !== ENGINE_PORT || port === undefined) return;
      window.removeEventListener('message', take);
      resolve(port);
    };
    window.addEventListener('message', take);
  });
}

/**
 * The window's end of the engine's port. The port is asked for with the first run and again after the engine has died;
 * the runs that died with it get a `failed` event, so that each run ends exactly once.
 */
export function createEngineClient(): EngineClient {
  const listeners = new Map<string, RunListener>();
  let port: MessagePort | null = null;
  let connecting: Promise<MessagePort | null> | null = null;
  let runCount = 0;

  const hear = ({ data }: MessageEvent<EngineEvent>): void => {
    const listener = listeners.get(data.runId);
    if (listener === undefined) return;
    if (data.kind === 'finished' || data.kind === 'cancelled' || data.kind === 'failed') listeners.delete(data.runId);
    listener(data);
    if (data.kind === 'chunk') port?.postMessage({ runId: data.runId, kind: 'taken' } satisfies EngineRequest);
  };

  const lose = ({ problem }: EngineGone): void => {
    port?.close();
    port = null;
    const orphans = [...listeners];
    listeners.clear();
    for (const [runId, listener] of orphans) listener({ runId, kind: 'failed', problem });
  };

  window.lab.onEngineGone(lose);

  const connect = async (): Promise<MessagePort | null> => {
    const arrival = nextPort();
    if (!(await window.lab.connectEngine())) return null;
    port = await arrival;
    port.onmessage = hear;
    return port;
  };
  /** Two runs that start at once share one port. */
  const connected = (): Promise<MessagePort | null> => {
    if (port !== null) return Promise.resolve(port);
    connecting ??= connect().finally(() => (connecting = null));
    return connecting;
  };

  const cancel = (runId: string): void => {
    port?.postMessage({ runId, kind: 'cancel' } satisfies EngineRequest);
    setTimeout(() => {
      if (listeners.has(runId)) void window.lab.endEngine();
    }, CANCEL_LIMIT_MS);
  };

  return {
    async run(request, listener) {
      const open = await connected();
      if (open === null) return null;
      const runId = `run-${++runCount}`;
      listeners.set(runId, listener);
      open.postMessage({ ...request, runId, kind: 'run' } satisfies EngineRequest);
      return { runId, cancel: () => cancel(runId) };
    },
  };
}
