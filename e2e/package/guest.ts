import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Who starts the packaged app: somebody with an empty home, and never root, for whom Chromium has no sandbox. */
export interface Guest {
  readonly home: string;
  /** The command line by which this user runs a program. */
  command(program: string, args: readonly string[]): readonly [string, ...string[]];
  /** Ends all that still runs of a temporary user. */
  endAll(): void;
  /** The same, and removes the user with its home. */
  end(): void;
}

const NAME = 'swarm-lab-guest';
const quietly = (program: string, ...args: readonly string[]): string => execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 280_000 });

/** Root makes a user for the time of the test; anybody else is the user, with a home of their own for it. */
export function createGuest(): Guest {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) quietly('useradd', '--create-home', '--shell', '/bin/sh', NAME);
  const home = isRoot ? `/home/${NAME}` : mkdtempSync(path.join(tmpdir(), 'swarm-lab-guest-'));
  // Nothing of our own environment reaches the app: it starts as from a desktop's menu.
  const environment = [`HOME=${home}`, 'PATH=/usr/local/bin:/usr/bin:/bin', `DISPLAY=${process.env.DISPLAY ?? ''}`, 'LANG=en_US.UTF-8', 'LANGUAGE=en'];
  const asGuest = isRoot ? ['runuser', '-u', NAME, '--'] : [];
  return {
    home,
    command: (program, args) => {
      const [first = '', ...rest] = [...asGuest, 'env', '-i', '-C', home, ...environment, program, ...args];
      return [first, ...rest];
    },
    endAll,
    end() {
      endAll();
      if (isRoot) quietly('userdel', '--remove', NAME);
      else rmSync(home, { recursive: true, force: true });
    },
  };

  function endAll(): void {
    if (!isRoot) return;
    for (const pid of guestProcesses()) process.kill(pid, 'SIGKILL');
    // What was just killed is there for a moment longer.
    for (let left = 50; left > 0 && guestProcesses().length > 0; left -= 1) spawnSync('sleep', ['0.1']);
  }
}

/** Only of the user that we made. */
function guestProcesses(): number[] {
  try {
    return quietly('pgrep', '-u', NAME).split('\n').filter(Boolean).map(Number);
  } catch {
    return []; // pgrep ends with 1 where there is none
  }
}
