import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import type { ZodType } from 'zod';
import { windowRequestSchemas, type WindowRequests } from '@core/messages/index';
import type { Log } from './log';

type Answer<Name extends keyof WindowRequests> = ReturnType<WindowRequests[Name]>;

/** What main does for each request of the window; the arguments come checked. */
export type RequestHandlers = {
  readonly [Name in keyof WindowRequests]: (args: Parameters<WindowRequests[Name]>) => Answer<Name> | Promise<Answer<Name>>;
};

/**
 * Answers the window's requests. One that comes from elsewhere or has another shape is dropped and noted in the log;
 * its promise fails without a word about why.
 */
export function serveRequests(handlers: RequestHandlers, isTrusted: (event: IpcMainInvokeEvent) => boolean, log: Log): void {
  function serve<Name extends keyof WindowRequests>(name: Name): void {
    const schema: ZodType<Parameters<WindowRequests[Name]>> = windowRequestSchemas[name];
    ipcMain.handle(name, async (event, ...args: unknown[]) => {
      const read = schema.safeParse(args);
      if (!isTrusted(event) || !read.success) {
        log.note('DROPPED', name);
        throw new Error('refused');
      }
      try {
        return await handlers[name](read.data);
      } catch (error) {
        log.note(`FAILED ${name}`, error);
        throw error;
      }
    });
  }
  for (const name of Object.keys(handlers) as (keyof WindowRequests)[]) serve(name);
}
