import type { Start } from '@core/messages/index';

let start: Promise<Start> | null = null;

/** What main says at the start: settings, version, recent files, the document of the command line. Asked for once. */
export function askStart(): Promise<Start> {
  start ??= window.lab.getStart();
  return start;
}
