import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'electron-vite';
import { resolve } from 'node:path';

const at = (path: string) => resolve(import.meta.dirname, path);
const alias = { '@core': at('src-core') };
// On a busy machine rolldown tells everybody which plugin took its time.
const checks = { pluginTimings: false };
// Which packages each bundle holds, with their licences: `npm run package` makes the notices of it.
const license = { fileName: 'licenses.json' };

export default defineConfig({
  main: {
    resolve: { alias },
    build: {
      license,
      outDir: 'out/main',
      externalizeDeps: false,
      rolldownOptions: { checks, input: { index: at('src-main/app/index.ts'), engine: at('src-main/engine/index.ts'), real: at('src-main/real/index.ts') } },
    },
  },
  preload: {
    resolve: { alias },
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        checks,
        input: { index: at('src-main/preload/index.ts') },
        // A sandboxed preload must be one CommonJS file; `.cjs` because the package is ESM.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src-renderer'),
    resolve: { alias },
    plugins: [vue()],
    define: {
      __INTLIFY_JIT_COMPILATION__: 'true',
      __INTLIFY_DROP_MESSAGE_COMPILER__: 'false',
      __INTLIFY_PROD_DEVTOOLS__: 'false',
      __VUE_I18N_FULL_INSTALL__: 'false',
      __VUE_I18N_LEGACY_API__: 'false',
    },
    build: {
      outDir: at('out/renderer'),
      assetsInlineLimit: 0,
      // Half as long a script is there in half the time. The other bundles stay readable: their stacks are in the log.
      minify: true,
      // One script, from the disk and compiled once: in parts it would not be there sooner.
      chunkSizeWarningLimit: 2_000,
      license,
      rolldownOptions: { checks, input: at('src-renderer/index.html') },
    },
  },
});
