import { REAL_PORT, type ProcessGone, type RealEvent, type RealRequest } from '@core/messages/index';
import { nextPort } from './port';

/** What the window wants of the real peers, without the name of the run. */
export type RealCommand = RealRequest extends infer One ? (One extends RealRequest ? Omit<One, 'runId'> : never) : never;

export interface RealClient {
  /**
   * Sends a command, and starts the process first if need be.
   * @returns false: it has died several times and the user does not want it started again
   */
  send(runId: string, command: RealCommand): Promise<boolean>;
  /** Ends the run in good order, or the process if it does not listen. */
  stop(runId: string, isComplete: boolean): Promise<void>;
}

/** A run that has not said goodbye by then is ended without; one that is complete compares all copies first. */
const STOP_LIMIT_MS = 2_000;
const COMPARE_LIMIT_MS = 15_000;
/** So long a process may stay when its run is over: with its last word, all its sockets are closed and its files are gone. */
const LEAVE_LIMIT_MS = 500;

const lastKinds: readonly RealEvent['kind'][] = ['finished', 'cancelled', 'failed'];

/**
 * The window's end of the port of the real peers. Their process ends with the port: after each run, and is started again for the next.
 * @param gone the process is gone, and with it what was under way
 */
export function createRealClient(hear: (event: RealEvent) => void, gone: (event: ProcessGone) => void): RealClient {
  let port: MessagePort | null = null;
  let connecting: Promise<MessagePort | null> | null = null;
  /** Ends a process that does not stop by itself. */
  let deadline: ReturnType<typeof setTimeout> | undefined;
  /** The process is on its way out: a port that it was sent now would be lost. */
  let ending: Promise<void> | null = null;
  let ended: () => void = () => undefined;

  window.lab.onRealGone((event) => {
    clearTimeout(deadline);
    port?.close();
    port = null;
    const hasEnded = ending !== null;
    ending = null;
    ended();
    // Its run had ended; what may wait for another process already is not concerned.
    if (!hasEnded) gone(event);
  });

  function killIn(ms: number): void {
    clearTimeout(deadline);
    deadline = setTimeout(() => void window.lab.endReal(), ms);
  }

  function end(open: MessagePort): void {
    ending = new Promise((resolve) => (ended = resolve));
    port = null;
    open.close();
    // The next run waits until it is gone.
    killIn(LEAVE_LIMIT_MS);
  }

  async function connect(): Promise<MessagePort | null> {
    await ending;
    const arrival = nextPort(REAL_PORT);
    if (!(await window.lab.connectReal())) return null;
    const open = await arrival;
    open.onmessage = ({ data }: MessageEvent<RealEvent>) => {
      hear(data);
      if (data.kind === 'chunk') open.postMessage({ runId: data.runId, kind: 'taken' } satisfies RealRequest);
      if (lastKinds.includes(data.kind)) end(open);
    };
    return (port = open);
  }

  async function send(runId: string, command: RealCommand): Promise<boolean> {
    connecting ??= port === null ? connect().finally(() => (connecting = null)) : null;
    const open = (await connecting) ?? port;
    open?.postMessage({ ...command, runId } satisfies RealRequest);
    return open !== null;
  }

  return {
    send,
    async stop(runId, isComplete) {
      killIn(isComplete ? COMPARE_LIMIT_MS : STOP_LIMIT_MS);
      await send(runId, { kind: 'stop' });
    },
  };
}
