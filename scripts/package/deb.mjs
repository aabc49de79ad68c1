import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../tools/children.mjs';
import { root } from '../tools/programs.mjs';
import { controlOf, copyrightOf, DESKTOP_ENTRY, HOME, MIME_TYPES } from './debFiles.mjs';
import { distFolder, NAME } from './identity.mjs';
import { bytesOf, filesOf } from './tree.mjs';

/** Chromium's helper for its sandbox where user namespaces are off: set-uid root, or Chromium will not start at all. */
const SANDBOX_HELPER_MODE = 0o4755;

/**
 * Modes as they must be whatever the umask of the builder was.
 * @param {string} folder
 */
async function setModes(folder) {
  for (const name of await filesOf(folder)) {
    const isProgram = name === NAME || name === 'chrome_crashpad_handler';
    await chmod(path.join(folder, name), name === 'chrome-sandbox' ? SANDBOX_HELPER_MODE : isProgram ? 0o755 : 0o644);
  }
}

/**
 * Makes a Debian package of the app's folder with nothing but `dpkg-deb`.
 * @param {string} folder
 * @param {string} file to write
 */
export async function makeDeb(folder, file) {
  const tree = await mkdtemp(path.join(distFolder, 'deb-'));
  /** @param {string} name @param {string} text */
  const put = async (name, text) => {
    await mkdir(path.dirname(path.join(tree, name)), { recursive: true });
    await writeFile(path.join(tree, name), text);
  };
  try {
    await chmod(tree, 0o755); // it becomes the root folder in the package
    await cp(folder, path.join(tree, HOME), { recursive: true });
    await setModes(path.join(tree, HOME));
    await mkdir(path.join(tree, 'usr/bin'), { recursive: true });
    await symlink(`/${HOME}/${NAME}`, path.join(tree, 'usr/bin', NAME));
    for (const [from, place] of [['icon.svg', 'scalable'], ['icon.png', '512x512']]) {
      const to = path.join(tree, `usr/share/icons/hicolor/${place}/apps/${NAME}${path.extname(from ?? '')}`);
      await mkdir(path.dirname(to), { recursive: true });
      await cp(path.join(root, 'resources/icons', from ?? ''), to);
    }
    await put(`usr/share/applications/${NAME}.desktop`, DESKTOP_ENTRY);
    await put(`usr/share/mime/packages/${NAME}.xml`, MIME_TYPES);
    await put(`usr/share/doc/${NAME}/copyright`, copyrightOf(await readFile(path.join(root, 'LICENSE'), 'utf8')));
    await put('DEBIAN/control', controlOf(await bytesOf(tree)));
    // xz makes it a fifth smaller and takes ten times as long, here and on each of thirty machines.
    const code = await run('dpkg-deb', ['--root-owner-group', '-Zgzip', '--build', tree, file], { stdio: ['ignore', 'ignore', 'inherit'] });
    if (code !== 0) throw new Error(`dpkg-deb ended with ${code}`);
  } finally {
    await rm(tree, { recursive: true, force: true });
  }
}
