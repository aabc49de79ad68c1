// The rooms of the house and the doors between them (the table in CONTRIBUTING.md).
const order = ['base', 'scenario', 'theory', 'policy', 'trace', 'sim', 'replay', 'record', 'sweep', 'lesson', 'messages'];
const core = (rooms) => `^src-core/(${rooms.join('|')})/`;
const anyOf = (patterns) => patterns.join('|');
const pureLibraries = '^node_modules/(zod|@noble/hashes|simple-statistics|fflate)/';
const electron = '^(node_modules/)?electron(/|$)';
/** Tests, and what only tests use. */
const tests = '\\.test(Kit)?\\.ts$';
const notFromTests = (path, pathNot = []) => ({ path, pathNot: anyOf([tests, ...pathNot]) });

/** A core room may enter only those before it, by their index, and pure libraries. */
const coreRooms = order.map((room, at) => ({
  name: `core-${room}`,
  severity: 'error',
  from: notFromTests(`^src-core/${room}/`),
  to: { pathNot: anyOf([`^src-core/${room}/`, ...(at ? [`^src-core/(${order.slice(0, at).join('|')})/index\\.ts$`] : []), pureLibraries]) },
}));

const rule = (name, from, to) => ({ name, severity: 'error', from: typeof from === 'string' ? notFromTests(from) : from, to });

module.exports = {
  forbidden: [
    ...coreRooms,
    rule('core-by-its-door', '^src-(main|renderer)/', { path: '^src-core/', pathNot: '/index\\.ts$' }),
    rule('core-has-these-rooms', '^', { path: '^src-core/', pathNot: core([...order, 'laws']) }),

    rule('files-stand-alone', '^src-main/files/', { path: '^src-(main|renderer)/', pathNot: '^src-main/files/' }),
    rule('peers-stand-alone', '^src-main/peers/', { path: '^src-(main|renderer)/', pathNot: '^src-main/peers/' }),
    rule('cli-without-a-window', '^src-main/cli/', { path: '^src-main/(app|preload)/|^src-renderer/' }),
    rule('files-peers-cli-without-electron', '^src-main/(files|peers|cli)/', { path: electron }),
    rule('engine-and-real-without-app-and-files', '^src-main/(engine|real)/', { path: '^src-main/(app|files|cli|preload)/|^src-renderer/' }),
    rule('engine-and-real-without-electron', '^src-main/(engine|real)/', { path: electron }),
    rule('engine-without-sockets', '^src-main/engine/', { path: '^src-main/(peers|real)/' }),
    rule('app-leaves-the-work-to-the-engine', '^src-main/app/', {
      path: anyOf(['^src-core/', '^src-main/(peers|engine|real|cli|preload)/', '^src-renderer/']),
      pathNot: core(['base', 'scenario', 'messages']),
    }),
    rule('preload-knows-messages-only', '^src-main/preload/', { path: '^src-', pathNot: anyOf(['^src-main/preload/', core(['messages'])]) }),
    rule('preload-takes-types-of-messages', '^src-main/preload/', { path: core(['messages']), dependencyTypesNot: ['type-only'] }),
    rule('preload-without-node', '^src-main/preload/', { dependencyTypes: ['core'] }),

    rule('window-without-simulator', '^src-renderer/', { path: core(['sim', 'policy']) }),
    rule('window-without-main', '^src-renderer/', { path: anyOf(['^src-main/', electron]) }),
    rule('window-without-node', '^src-renderer/', { dependencyTypes: ['core'] }),
    rule('parts-know-no-stores', '^src-renderer/(parts|charts|canvas)/', { path: '^src-renderer/(stores|client|screens|shell)/' }),

    rule('tests-stay-with-tests', '^src-', { path: tests }),
    rule('judged-from-outside', { path: '^e2e/' }, { path: '^src-(main|renderer)/' }),
    rule('no-circles', {}, { circular: true }),
    // Else a mistyped path would go through every rule above unseen.
    rule('every-import-leads-somewhere', {}, { couldNotResolve: true }),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src-core/laws/' },
    moduleSystems: ['es6', 'cjs', 'tsd'],
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
