// Which files go into the package. What is not named here stays behind: sources, tests, tools, `node_modules`.

/** Chromium's own words (menus of text fields, file dialogs), for the two languages of the lab; others get English. */
const CHROMIUM_LANGUAGES = ['en-US', 'ko'];

/**
 * @param {string} name of a file of the Electron runtime, relative, with `/`
 * @returns {boolean} whether the package takes it
 */
export function isRuntimeFile(name) {
  if (name.startsWith('locales/')) return CHROMIUM_LANGUAGES.some((language) => name === `locales/${language}.pak`);
  // The start-up code of the bare runtime, and the mark by which our scripts know it.
  return !name.startsWith('resources/') && name !== 'version';
}

/** What the runtime calls these, and what they are called beside a licence of our own. */
export const RENAMED = { electron: 'swarm-lab', LICENSE: 'LICENSE.electron.txt' };

/** Of the project, into `app.asar`: folders with all in them, and single files. `package.json` is written anew. */
const APP_FILES = ['out/main/', 'out/preload/', 'out/renderer/', 'resources/icons/icon.png'];

/**
 * @param {string} name of a file of the project, relative, with `/`
 * @returns {boolean} whether it goes into `app.asar`
 */
export const isAppFile = (name) => APP_FILES.some((one) => name === one || (one.endsWith('/') && name.startsWith(one))) && !/\.map$|\/licenses\.json$/.test(name);

/**
 * The manifest inside the package: what Electron reads, without scripts and dependencies.
 * @param {typeof import('./identity.mjs').manifest} manifest
 */
export function packedManifest({ name, productName, version, description, author, license, type, main }) {
  return { name, productName, version, description, author, license, type, main };
}
