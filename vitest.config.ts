import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests that put something else in the place of a module change what every other file would see. */
const alone = '{lib,components,app}/**/*.alone.test.{ts,tsx}';

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    environment: 'node',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Of what is waited for, not of what is timed: a busy machine takes longer.
    expect: { poll: { timeout: 20_000 } },
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: ['{lib,components,app}/**/*.test.{ts,tsx}'],
          exclude: [alone],
          // Modules are read once a process, not once a file.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'alone', include: [alone] } },
    ],
  },
});
