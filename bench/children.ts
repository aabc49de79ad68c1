import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const MOST_OUTPUT_BYTES = 1 << 24;

/** Runs a measuring bundle in a fresh process and reads the JSON that it prints. */
export async function inFreshProcess<Figures>(bundle: string, args: readonly string[], nodeOptions: readonly string[] = []): Promise<Figures> {
  const { stdout } = await promisify(execFile)(process.execPath, [...nodeOptions, bundle, ...args], { maxBuffer: MOST_OUTPUT_BYTES });
  return JSON.parse(stdout);
}
