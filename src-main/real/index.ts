import { tmpdir } from 'node:os';
import { servedPort } from '../engine/servedPort';
import { sweepLeftFolders } from '../peers/storage/peersFolder';
import { serveReal } from './serveReal';

/** For each port that is open, ends what it has asked for. */
const ends = new Set<() => Promise<void>>();

async function end(): Promise<void> {
  await Promise.allSettled([...ends].map((stop) => stop()));
  process.exit(0);
}

/** A process for one window: when its port goes, so does the process, and every socket with it. */
async function closed(stop: () => Promise<void>): Promise<void> {
  await stop();
  ends.delete(stop);
  // A window that was loaded anew may have sent another port meanwhile.
  if (ends.size === 0) process.exit(0);
}

// The process's only door: main sends a port for the window, and none when the process is to end.
process.parentPort.on('message', ({ ports: [port] }) => {
  if (!port) return void end();
  const stop = serveReal(servedPort(port), () => void closed(stop));
  ends.add(stop);
  port.start();
});

// Too late for goodbyes: only the copies on disk still go, as the process exits.
process.once('SIGTERM', () => process.exit(1));

// What a process before this one left behind when it was killed.
await sweepLeftFolders(tmpdir());
