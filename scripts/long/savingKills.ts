import { killWhileSaving } from '../../src-main/files/kills.testKit';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { allOf, noneOf, type LongPart } from './part';

const KILLS = 200;
const WITHIN_MS = 400;

/** The process that saves is killed at random moments. */
export const savingKills: LongPart = {
  name: 'saving-kills',
  async measure({ times, say }) {
    const folder = await mkdtemp(path.join(tmpdir(), 'swarm-lab-kills-'));
    try {
      const { kills, broken, amidSaving, leftOver } = await killWhileSaving(path.join(folder, 'kept.swarm.json'), times ?? KILLS, () => Math.random() * WITHIN_MS);
      say(`${amidSaving} of ${kills} kills struck in the middle of a save`);
      return [
        allOf(`SIGKILL while 5 MiB are saved (${amidSaving} of them in the middle of a save): old or new, byte for byte`, kills - broken, kills),
        noneOf('temporary files after what the next start does', leftOver),
      ];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
