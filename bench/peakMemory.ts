import { readFileSync } from 'node:fs';

/**
 * The most memory that this process ever had, in bytes. On Linux from the kernel's count for this program: `maxRSS` there begins
 * with the size of the process that started it, which is larger here.
 */
export function peakMemory(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kibibytes) * 1024;
}
