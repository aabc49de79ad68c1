import { ENGINE_PORT, type AnswerEvent, type EngineEvent, type EngineRequest, type ProcessGone, type Question, type RunEvent } from '@core/messages/index';
import { nextPort } from './port';

export type RunRequest = Omit<Extract<EngineRequest, { kind: 'run' }>, 'kind' | 'runId'>;

/** Hears everything that the engine says about one run; the last event is finished, cancelled or failed. */
export type RunListener = (event: RunEvent) => void;

/** Hears everything that the engine says about one question; the last event is explained, cancelled or failed. */
export type AnswerListener = (event: AnswerEvent) => void;

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
  /** Asks why something in a run was decided. A question that is not answered yet is cancelled by the next. */
  explain(question: Question, listener: AnswerListener): Promise<RunningRun | null>;
}

/** An engine that has not cancelled within this time does not hear us any more, and is ended. */
const CANCEL_LIMIT_MS = 1_000;

const lastKinds: readonly EngineEvent['kind'][] = ['finished', 'explained', 'cancelled', 'failed'];
const isOfRun = (event: EngineEvent): event is RunEvent => event.kind !== 'explaining' && event.kind !== 'explained';
const isOfQuestion = (event: EngineEvent): event is AnswerEvent =>
  event.kind === 'explaining' || event.kind === 'explained' || event.kind === 'cancelled' || event.kind === 'failed';

/**
 * The window's end of the engine's port. The port is asked for with the first run and again after the engine has died;
 * the runs that died with it get a `failed` event, so that each run ends exactly once.
 */
export function createEngineClient(): EngineClient {
  const listeners = new Map<string, (event: EngineEvent) => void>();
  let port: MessagePort | null = null;
  let connecting: Promise<MessagePort | null> | null = null;
  let asked = 0;

  const hear = ({ data }: MessageEvent<EngineEvent>): void => {
    const listener = listeners.get(data.runId);
    if (listener === undefined) return;
    if (lastKinds.includes(data.kind)) listeners.delete(data.runId);
    listener(data);
    if (data.kind === 'chunk') port?.postMessage({ runId: data.runId, kind: 'taken' } satisfies EngineRequest);
  };

  const lose = ({ problem }: ProcessGone): void => {
    port?.close();
    port = null;
    const orphans = [...listeners];
    listeners.clear();
    for (const [runId, listener] of orphans) listener({ runId, kind: 'failed', problem });
  };

  window.lab.onEngineGone(lose);

  const connect = async (): Promise<MessagePort | null> => {
    const arrival = nextPort(ENGINE_PORT);
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

  const ask = async (requestOf: (runId: string) => EngineRequest, listener: (event: EngineEvent) => void): Promise<RunningRun | null> => {
    const open = await connected();
    if (open === null) return null;
    const runId = `run-${++asked}`;
    listeners.set(runId, listener);
    open.postMessage(requestOf(runId));
    return { runId, cancel: () => cancel(runId) };
  };

  return {
    run: (request, listener) => ask((runId) => ({ ...request, runId, kind: 'run' }), (event) => {
      if (isOfRun(event)) listener(event);
    }),
    explain: (question, listener) => ask((runId) => ({ ...question, runId, kind: 'explain' }), (event) => {
      if (isOfQuestion(event)) listener(event);
    }),
  };
}
