import { EventKind, type LiveRecorder, type TraceChunk, type TraceWriter } from '@core/trace/index';
import { createChunkOutbox } from '../engine/chunkOutbox';

/** Rows of a live trace on their way to the window. */
export interface RowOutbox {
  /** Sends the rows that are new, as far as the window has taken those before. */
  sendFrom(recorder: LiveRecorder): void;
  taken(): void;
  /** Resolves once the window has been sent every row, or is given up. */
  emptied(recorder: LiveRecorder): Promise<void>;
  /** The window is gone: nobody takes any more. */
  giveUp(): void;
}

export function createRowOutbox(send: (chunk: TraceChunk) => void): RowOutbox {
  const outbox = createChunkOutbox(send);
  let whenTaken: () => void = () => undefined;
  let isGivenUp = false;

  /** @returns whether everything has been sent */
  function sendFrom(recorder: LiveRecorder): boolean {
    while (!outbox.isFull) {
      const rows = recorder.take();
      if (rows === null) return true;
      outbox.push(rows);
      outbox.flush();
    }
    return false;
  }

  return {
    sendFrom,
    taken() {
      outbox.taken();
      whenTaken();
    },
    async emptied(recorder) {
      while (!isGivenUp && !sendFrom(recorder)) await new Promise<void>((resolve) => (whenTaken = resolve));
    },
    giveUp() {
      isGivenUp = true;
      whenTaken();
    },
  };
}

/** A writer that passes on what it is given, and tells who has become complete. */
export function watchCompletions(writer: TraceWriter, completed: (peer: number) => void): TraceWriter {
  return {
    write(timeSeconds, kind, subject, object, piece, value, cause) {
      if (kind === EventKind.completed) completed(subject);
      return writer.write(timeSeconds, kind, subject, object, piece, value, cause);
    },
  };
}
