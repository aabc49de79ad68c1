import { app } from 'electron';
import path from 'node:path';
import type { Settings, Site } from '@core/messages/index';
import { readCourse } from '../files/courseFolder';
import { readSiteConfig } from '../files/siteConfig';
import type { Log } from './log';

/** What was arranged for everybody on this computer. */
export interface SiteRules {
  readonly fixed: Partial<Settings>;
  /** What the window needs of it. Reads the course anew: its folder may be a share that has come meanwhile. */
  describe(): Promise<Site>;
}

/** Reads it once, at the start. `--site-config=FILE` and `--course-folder=FOLDER` come before what lies on the computer. */
export async function loadSite(log: Log): Promise<SiteRules> {
  const named = argument('site-config');
  const { config, complaints } = await readSiteConfig(named === null ? usualPlaces() : [named]);
  for (const complaint of complaints) log.note('SITE CONFIG', complaint);
  const folder = argument('course-folder') ?? config.courseFolder;
  const fixed = (Object.keys(config.fixed) as (keyof Settings)[]).filter((name) => config.fixed[name] !== undefined);
  return {
    fixed: config.fixed,
    describe: async () => ({ fixed, course: folder === null ? null : await readCourse(folder) }),
  };
}

function argument(name: string): string | null {
  const value = app.commandLine.getSwitchValue(name);
  return value === '' ? null : path.resolve(value);
}

/** Beside the executable, for a stick or a share; then where the system keeps such files. */
function usualPlaces(): readonly string[] {
  // In development the executable is the bare runtime, and the computer is not a classroom's.
  if (!app.isPackaged) return [];
  return [path.join(path.dirname(app.getPath('exe')), 'config.json'), path.join(systemFolder(), 'config.json')];
}

function systemFolder(): string {
  if (process.platform === 'win32') return path.join(process.env.ProgramData ?? 'C:\\ProgramData', 'Swarm Lab');
  return process.platform === 'darwin' ? '/Library/Application Support/Swarm Lab' : '/etc/swarm-lab';
}
