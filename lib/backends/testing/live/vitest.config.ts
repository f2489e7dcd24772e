/** Vitest for the tests against real servers only; the ordinary run does not see them. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

export default defineConfig({
  root,
  resolve: { alias: { '@': root } },
  test: {
    include: ['lib/backends/testing/live/*.live.ts'],
    globalSetup: 'lib/backends/testing/live/announce.ts',
    environment: 'node',
    // A server on a CPU compiles parts of itself at its first requests.
    testTimeout: 120_000,
  },
});
