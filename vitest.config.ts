import vue from '@vitejs/plugin-vue';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const alias = { '@core': resolve(import.meta.dirname, 'src-core') };
const project = (name: string, include: string[], timeoutMs: number) => ({
  plugins: [vue()],
  resolve: { alias },
  test: { name, include, testTimeout: timeoutMs, hookTimeout: timeoutMs },
});

export default defineConfig({
  test: {
    projects: [
      project('unit', ['src-*/**/*.test.ts', 'scripts/**/*.test.ts'], 30_000),
      project('cli', ['e2e/cli/**/*.test.ts'], 60_000),
    ],
  },
});
