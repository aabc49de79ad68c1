import type { Problem } from '@core/messages/index';

/** Codes of `problem.json` for what the system answers to a run of real peers. */
const CODES: Readonly<Record<string, string>> = {
  ENOSPC: 'realNoSpace', EDQUOT: 'realNoSpace', EMFILE: 'realTooManyOpen', ENFILE: 'realTooManyOpen', EADDRINUSE: 'realPortTaken', EADDRNOTAVAIL: 'realNoAddress',
};

/** What to tell a user whose real run could not go on. */
export function realProblem(error: unknown): Problem {
  const { code = '', message = String(error) } = error as NodeJS.ErrnoException;
  const known = CODES[code];
  // Anything else is a mistake of ours, and its stack worth having.
  if (!known) console.error(error);
  return { code: known ?? 'realFailed', detail: message };
}
