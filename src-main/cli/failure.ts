/** The command line or the scenario is wrong: a person can set it right. */
export const WRONG = 2;
/** Anything else that went wrong. */
export const FAILED = 1;
export const INTERRUPTED = 130;

/** Ends a command: its lines go to standard error, and to standard output nothing but what was found out all the same. */
export class Failure extends Error {
  constructor(readonly status: typeof WRONG | typeof FAILED, readonly lines: readonly string[], readonly output = '') {
    super(lines.join('\n'));
  }
}
