import type { Result } from '@core/base/index';
import type { KeptContent, KeptRun, RecordedRun, ToldDecisions } from '@core/record/index';
import type { PackedRun, RecordingAnswer, RecordingTask } from './recordingWork';

export interface Recordings {
  /** @param told what its peers saw, of a run that cannot be computed again */
  pack(run: RecordedRun, told: ToldDecisions | null): Promise<PackedRun>;
  /**
   * What was kept of a run, every row of it checked.
   * @param at its place among the kept runs, for the paths of issues
   * @param isShown else what its peers decided is checked too, and left out: the most of it by far, for nobody
   */
  unpack(kept: KeptRun, at: number, isShown: boolean): Promise<Result<KeptContent>>;
}

type Task = RecordingTask extends infer One ? (One extends unknown ? Omit<One, 'id'> : never) : never;

/** Packs and unpacks on a thread of its own, made when it is first needed. Tasks are done one after the other. */
export function createRecordings(): Recordings {
  const waiting = new Map<number, { readonly take: (answer: RecordingAnswer) => void; readonly fail: (error: Error) => void }>();
  let worker: Worker | null = null;
  let asked = 0;

  function open(): Worker {
    const opened = new Worker(new URL('./recordings.worker.ts', import.meta.url), { type: 'module' });
    opened.onmessage = ({ data }: MessageEvent<RecordingAnswer>) => {
      waiting.get(data.id)?.take(data);
      waiting.delete(data.id);
    };
    // It could not be loaded, or ran out of memory: whoever waits is told, and the next task gets another one.
    opened.onerror = ({ message }) => {
      worker = null;
      opened.terminate();
      for (const { fail } of waiting.values()) fail(new Error(message));
      waiting.clear();
    };
    return opened;
  }

  function ask(task: Task): Promise<RecordingAnswer> {
    worker ??= open();
    const id = ++asked;
    const answer = new Promise<RecordingAnswer>((take, fail) => waiting.set(id, { take, fail }));
    worker.postMessage({ ...task, id } satisfies RecordingTask);
    return answer;
  }

  return {
    async pack(run, told) {
      const answer = await ask({ kind: 'pack', run, told });
      if (answer.kind === 'packed') return answer.packed;
      throw new Error(answer.kind === 'failed' ? answer.detail : answer.kind);
    },
    async unpack(kept, at, isShown) {
      const answer = await ask({ kind: 'unpack', kept, at, isShown });
      if (answer.kind === 'unpacked') return answer.read;
      throw new Error(answer.kind === 'failed' ? answer.detail : answer.kind);
    },
  };
}
