import vue from '@vitejs/plugin-vue';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const alias = { '@core': resolve(import.meta.dirname, 'src-core') };
const project = (name: string, include: string[], timeoutMs: number, exclude: string[] = []) => ({
  plugins: [vue()],
  resolve: { alias },
  test: { name, include, exclude, testTimeout: timeoutMs, hookTimeout: timeoutMs, setupFiles: resolve(import.meta.dirname, 'scripts/fixedSeed.ts') },
});

/** What takes longer than a minute's check can wait for: whole runs against the theory, killed processes. */
const long = ['src-core/laws/**/*.test.ts', 'src-main/files/saveAtomically.test.ts'];

export default defineConfig({
  test: {
    projects: [
      project('unit', ['src-*/**/*.test.ts', 'scripts/**/*.test.ts'], 60_000, long),
      project('laws', long, 120_000),
      project('cli', ['e2e/cli/**/*.test.ts'], 120_000),
      // Not part of `npm test`: they want a package, and one of them root.
      project('package', ['e2e/package/**/*.test.ts'], 300_000),
    ],
  },
});
