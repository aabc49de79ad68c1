/** Buffers of one size that are used over and over: fresh ones for each block would keep the garbage collector busier than the sockets. */
export interface BufferPool {
  /** Whatever was in it before is still there. */
  take(): Buffer;
  /** Nobody reads or writes it any more. */
  giveBack(buffer: Buffer): void;
}

/** @param mostKept so many are kept while nobody needs them */
export function createBufferPool(sizeBytes: number, mostKept: number): BufferPool {
  const idle: Buffer[] = [];
  return {
    take: () => idle.pop() ?? Buffer.allocUnsafeSlow(sizeBytes),
    giveBack(buffer) {
      if (idle.length < mostKept) idle.push(buffer);
    },
  };
}
