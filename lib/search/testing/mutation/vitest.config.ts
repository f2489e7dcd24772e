/** Vitest for mutation testing: the tests of the two rooms alone, in whichever copy of the project they are run. */
import { defineConfig } from 'vitest/config';
import base from '../../../../vitest.config';

export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ['lib/{search,metrics}/**/*.test.ts'],
    setupFiles: ['lib/search/testing/mutation/few-runs.ts'],
  },
});
