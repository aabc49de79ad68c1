// The rooms of the house and the doors between them (the table in CONTRIBUTING.md).
const order = ['base', 'scenario', 'theory', 'policy', 'trace', 'sim', 'replay', 'sweep', 'lesson', 'messages'];
const core = (rooms) => `^src-core/(${rooms.join('|')})/`;
const pureLibraries = '^node_modules/(zod|@noble/hashes)/';
const electron = '^(node_modules/)?electron';

/** A core room may enter only those before it, by their index, and pure libraries. */
const coreRooms = order.map((room, at) => ({
  name: `core-${room}`,
  severity: 'error',
  from: { path: `^src-core/${room}/`, pathNot: '\\.test\\.ts$' },
  to: { pathNot: [core([room]), ...(at ? [`^src-core/(${order.slice(0, at).join('|')})/index\\.ts$`] : []), pureLibraries].join('|') },
}));
const rule = (name, from, forbidden, except) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.ts$' },
  to: { path: forbidden, ...(except ? { pathNot: except } : {}) },
});

module.exports = {
  forbidden: [
    ...coreRooms,
    { name: 'core-by-its-door', severity: 'error', from: { path: '^src-(main|renderer)/' }, to: { path: '^src-core/', pathNot: '/index\\.ts$' } },
    rule('files-peers-cli-without-electron', '^src-main/(files|peers|cli)/', electron),
    rule('files-stand-alone', '^src-main/files/', '^src-(main|renderer)/', '^src-main/files/'),
    rule('engine-without-app-and-files', '^src-main/engine/', `^src-main/(app|files|cli|preload)/|^src-renderer/`),
    rule('app-leaves-the-work-to-the-engine', '^src-main/app/', `${core(['sim', 'policy'])}|^src-main/(peers|engine|cli)/|^src-renderer/`),
    rule('preload-knows-messages-only', '^src-main/preload/', '^src-', `^src-main/preload/|${core(['messages'])}`),
    rule('window-without-simulator', '^src-renderer/', core(['sim', 'policy'])),
    rule('window-without-node', '^src-renderer/', `^src-main/|${electron}|^(node:|fs$|path$|net$|os$|child_process$)`),
    rule('parts-know-no-stores', '^src-renderer/(parts|charts|canvas)/', '^src-renderer/(stores|client|screens)/'),
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    extraExtensionsToScan: ['.vue'],
    exclude: { path: '^src-core/laws/' },
  },
};
