import { codedError, nodeFileSystem, type FileSystem, type OpenFile } from './fileSystem';

export type Fault = 'ENOSPC' | 'EIO' | 'EACCES' | 'EROFS' | 'EBUSY' | 'EMFILE' | 'short write' | 'no write';

export interface FaultyFileSystem extends FileSystem {
  /** Calls made so far; the fault struck once this is at least the number it was set for. */
  readonly calls: () => number;
}

/** The real file system with a bad moment: call number `failAt` (from 1) and only that one fails. */
export function createFaultyFileSystem(fault: Fault, failAt: number): FaultyFileSystem {
  let calls = 0;
  const strikes = (): boolean => ++calls === failAt;
  const isWriteFault = fault === 'short write' || fault === 'no write';
  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    if (strikes() && !isWriteFault) throw codedError(fault, 'injected');
    return work();
  }
  const faulty = (file: OpenFile): OpenFile => ({
    async write(bytes, offset, length) {
      if (!strikes()) return file.write(bytes, offset, length);
      if (fault === 'no write') return { bytesWritten: 0 };
      if (fault === 'short write') return file.write(bytes, offset, Math.ceil(length / 3));
      // A disk that fails half-way has taken some of the bytes.
      await file.write(bytes, offset, Math.floor(length / 2));
      throw codedError(fault, 'injected');
    },
    chmod: (mode) => guarded(() => file.chmod(mode)),
    sync: () => guarded(() => file.sync()),
    stat: () => guarded(() => file.stat()),
    async close() {
      // The descriptor is gone even where `close` reports an error.
      await file.close();
      await guarded(async () => undefined);
    },
  });
  return {
    calls: () => calls,
    realpath: (path) => guarded(() => nodeFileSystem.realpath(path)),
    readlink: (path) => guarded(() => nodeFileSystem.readlink(path)),
    stat: (path) => guarded(() => nodeFileSystem.stat(path)),
    lstat: (path) => guarded(() => nodeFileSystem.lstat(path)),
    readdir: (path) => guarded(() => nodeFileSystem.readdir(path)),
    isWritable: (path) => guarded(() => nodeFileSystem.isWritable(path)),
    open: async (path, flags, mode) => faulty(await guarded(() => nodeFileSystem.open(path, flags, mode))),
    rename: (from, to) => guarded(() => nodeFileSystem.rename(from, to)),
    unlink: (path) => guarded(() => nodeFileSystem.unlink(path)),
  };
}
