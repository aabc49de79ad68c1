import { spawnSync } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';

/** What can be seen and done on the display from outside of the app: titles of windows, keys of the keyboard. */

const output = (program: string, ...args: readonly string[]): string => spawnSync(program, args, { encoding: 'utf8' }).stdout ?? '';

export const hasProgram = (program: string): boolean => spawnSync('which', [program], { stdio: 'ignore' }).status === 0;

/** Titles of all windows on the display. */
export const windowTitles = (): string[] => [...output('xwininfo', '-root', '-tree').matchAll(/^ +0x[0-9a-f]+ "(.*)": \(/gm)].map(([, title]) => title ?? '');

/** Waits for a window of that title, as long as a slow machine needs. */
export async function windowTitled(title: RegExp, withinMs = 200_000): Promise<string> {
  for (const until = Date.now() + withinMs; Date.now() < until; await setTimeout(200)) {
    const found = windowTitles().find((one) => title.test(one));
    if (found !== undefined) return found;
  }
  throw new Error(`no window is called ${title}; there are: ${windowTitles().join(', ')}`);
}

/** Gives the focus to a window, there being no window manager, and presses a key in it. */
export function pressIn(title: string, key: string): void {
  const [window] = output('xdotool', 'search', '--name', title).split('\n');
  spawnSync('xdotool', ['windowfocus', '--sync', window ?? '', 'key', key]);
}
