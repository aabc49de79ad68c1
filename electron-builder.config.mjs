// For what `npm run package` does not make: AppImage, Windows and macOS. Needs a network, for electron-builder fetches the
// runtime and its tools; what was tried and what was not stands in docs/deployment.md.
//   npm run build && npx electron-builder@26.17.0 --config electron-builder.config.mjs --win
import { WANTED_FUSES } from './scripts/package/fuses.mjs';
import { APP_ID, NAME, SCENARIO_TYPE } from './scripts/package/identity.mjs';

const { RunAsNode, EnableCookieEncryption, EnableNodeOptionsEnvironmentVariable, EnableNodeCliInspectArguments } = WANTED_FUSES;
const { EnableEmbeddedAsarIntegrityValidation, OnlyLoadAppFromAsar, LoadBrowserProcessSpecificV8Snapshot, GrantFileProtocolExtraPrivileges } = WANTED_FUSES;

export default {
  appId: APP_ID,
  directories: { output: 'dist/builder', buildResources: 'resources/icons' },
  // Everything is bundled, so no package goes along.
  files: ['out/main/**', 'out/preload/**', 'out/renderer/**', 'resources/icons/icon.png', 'package.json', '!**/*.map', '!**/licenses.json', '!node_modules'],
  electronLanguages: ['en-US', 'ko'],
  asar: true,
  npmRebuild: false,
  fileAssociations: [{ ext: SCENARIO_TYPE.ending, name: SCENARIO_TYPE.en, mimeType: SCENARIO_TYPE.mime, role: 'Editor' }],
  electronFuses: {
    runAsNode: RunAsNode,
    enableCookieEncryption: EnableCookieEncryption,
    enableNodeOptionsEnvironmentVariable: EnableNodeOptionsEnvironmentVariable,
    enableNodeCliInspectArguments: EnableNodeCliInspectArguments,
    enableEmbeddedAsarIntegrityValidation: EnableEmbeddedAsarIntegrityValidation,
    onlyLoadAppFromAsar: OnlyLoadAppFromAsar,
    loadBrowserProcessSpecificV8Snapshot: LoadBrowserProcessSpecificV8Snapshot,
    grantFileProtocolExtraPrivileges: GrantFileProtocolExtraPrivileges,
  },
  linux: { target: ['AppImage'], executableName: NAME, category: 'Education', icon: 'resources/icons/icon.png' },
  // Portable for a stick; the installer asks nobody for administrator's rights and gives the scenarios to the app.
  win: { target: ['nsis', 'portable'], icon: 'resources/icons/icon.png' },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
  mac: { target: ['dmg', 'zip'], category: 'public.app-category.education', icon: 'resources/icons/icon.png', identity: null },
};
