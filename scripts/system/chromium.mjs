// What Chromium must be told on some Linux systems.
import { spawnSync } from 'node:child_process';
import { statfsSync } from 'node:fs';

/** Containers often get 64 MB of shared memory: large canvases then end the window's process. */
const LEAST_SHARED_BYTES = 512e6;

/** Chromium's sandbox cannot run as root, nor where unprivileged user namespaces are off (its helper is not set-uid here). */
const canSandbox = () => process.getuid?.() !== 0 && spawnSync('unshare', ['-U', 'true'], { stdio: 'ignore' }).status === 0;

function hasSharedMemory() {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize >= LEAST_SHARED_BYTES;
  } catch {
    return false; // no such file system
  }
}

/**
 * Flags for the executable; none on an ordinary desktop.
 * @returns {{ flag: string, why: string }[]}
 */
export function chromiumFlags() {
  if (process.platform !== 'linux') return [];
  return [
    ...(canSandbox() ? [] : [{ flag: '--no-sandbox', why: 'without the Chromium sandbox (root, or user namespaces are off)' }]),
    ...(hasSharedMemory() ? [] : [{ flag: '--disable-dev-shm-usage', why: 'with temporary files for shared memory (/dev/shm is small)' }]),
  ];
}
