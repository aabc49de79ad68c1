type Cleanup = () => void;
const cleanups = new Set<Cleanup>();

/** What must not be left behind when the user interrupts. @returns takes the cleanup back */
export function onInterrupt(cleanup: Cleanup): () => void {
  cleanups.add(cleanup);
  return () => cleanups.delete(cleanup);
}

/** Cleans up; what cannot be cleaned, such as a file that is gone already, must not keep the process alive. */
export function cleanUp(): void {
  for (const cleanup of cleanups) {
    try {
      cleanup();
    } catch (error) {
      process.stderr.write(`${String(error)}\n`);
    }
  }
  cleanups.clear();
}
