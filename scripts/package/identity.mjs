// What the package is called, on every system. The deb, the zip and electron-builder's configuration all read it here.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../tools/programs.mjs';

/** @type {{ name: string, productName: string, version: string, description: string, author: string, license: string, type: string, main: string }} */
export const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

export const APP_ID = 'org.swarmlab.SwarmLab';
/** Of the executable, the Debian package, the desktop entry and the icon. */
export const NAME = manifest.name;
/** What a scenario file is to the desktop; it is JSON too, so any editor can open it. */
export const SCENARIO_TYPE = { mime: 'application/x-swarm-lab', ending: 'swarm.json', en: 'Swarm Lab scenario', ko: 'Swarm Lab 시나리오' };
export const SUMMARY = {
  en: 'How long does it take to get a file to N computers?',
  ko: '컴퓨터 N대에 파일을 주는 데 얼마나 걸리는가?',
};

/** Of the folder and the zip, such as `swarm-lab-0.1.0-linux-x64`. */
export const FOLDER_NAME = `${NAME}-${manifest.version}-${process.platform}-${process.arch}`;
export const distFolder = path.join(root, 'dist');
