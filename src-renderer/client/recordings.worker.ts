import { packDecisions, packRun, unpackKeptRun } from '@core/record/index';
import type { RecordingAnswer, RecordingTask } from './recordingWork';

function unpacked({ kept, at, isShown }: Extract<RecordingTask, { kind: 'unpack' }>) {
  const read = unpackKeptRun(kept, at);
  return read.ok && !isShown ? { ...read, value: { ...read.value, told: null } } : read;
}

/** Packing and checking a recording takes a second or more of a processor: the window must not stand still meanwhile. */
function done(task: RecordingTask): RecordingAnswer {
  try {
    return task.kind === 'pack'
      ? { id: task.id, kind: 'packed', packed: { recording: packRun(task.run), ...(task.told && { decisions: packDecisions(task.told) }) } }
      : { id: task.id, kind: 'unpacked', read: unpacked(task) };
  } catch (error) {
    return { id: task.id, kind: 'failed', detail: String(error) };
  }
}

self.addEventListener('message', ({ data }: MessageEvent<RecordingTask>) => self.postMessage(done(data)));
