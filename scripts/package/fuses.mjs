// Switches in the executable itself, which nothing that the app is given can turn (docs/safety.md).
import { flipFuses, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';

/** `0` and `1` as they stand in the executable. */
const OFF = 48;
const ON = 49;

/**
 * Every fuse that the runtime has, by name.
 * @type {Readonly<Record<keyof typeof FuseV1Options, boolean>>}
 */
export const WANTED_FUSES = {
  // The executable is this app and nothing else: not a Node that runs any script, not one that can be debugged into.
  RunAsNode: false,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  OnlyLoadAppFromAsar: true,
  // Enforced by Electron on Windows and macOS; on Linux the switch is set and does nothing.
  EnableEmbeddedAsarIntegrityValidation: true,
  EnableCookieEncryption: true,
  // `file://` is never loaded: no reason to give it more than a web page has.
  GrantFileProtocolExtraPrivileges: false,
  // There is no snapshot of our own.
  LoadBrowserProcessSpecificV8Snapshot: false,
};

/** @type {(keyof typeof WANTED_FUSES)[]} */
const names = /** @type {never} */ (Object.keys(WANTED_FUSES));

/**
 * Sets every fuse of an executable as wanted.
 * @param {string} executable
 * @throws {Error} if the runtime has a fuse that `WANTED_FUSES` does not name
 */
export async function setFuses(executable) {
  /** @type {Record<FuseV1Options, boolean>} */
  const config = /** @type {never} */ (Object.fromEntries(names.map((name) => [FuseV1Options[name], WANTED_FUSES[name]])));
  await flipFuses(executable, { version: FuseVersion.V1, strictlyRequireAllFuses: true, ...config });
}

/**
 * Reads the fuses back.
 * @param {string} executable
 * @returns {Promise<Record<string, boolean | 'missing'>>} by name
 */
export async function readFuses(executable) {
  const wire = await getCurrentFuseWire(executable);
  return Object.fromEntries(
    names.map((name) => {
      const state = wire[FuseV1Options[name]];
      return [name, state === ON || state === OFF ? state === ON : 'missing'];
    }),
  );
}
