import { tmpdir } from 'node:os';
import { servedPort } from '../engine/servedPort';
import { sweepLeftFolders } from '../peers/storage/peersFolder';
import { serveReal } from './serveReal';

/** Ends what each port has asked for. */
const ends: (() => Promise<void>)[] = [];

async function end(): Promise<void> {
  await Promise.allSettled(ends.map((stop) => stop()));
  process.exit(0);
}

// The process's only door: main sends a port for the window, and nothing when the process is to end.
process.parentPort.on('message', ({ ports: [port] }) => {
  if (!port) return void end();
  // A process for one window: when its port goes, so does the process, and every socket with it.
  ends.push(serveReal(servedPort(port), () => void end()));
  port.start();
});

// Too late for goodbyes: only the copies on disk still go, as the process exits.
process.once('SIGTERM', () => process.exit(1));

// What a process before this one left behind when it was killed.
await sweepLeftFolders(tmpdir());
