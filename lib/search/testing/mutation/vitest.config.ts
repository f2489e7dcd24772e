/**
 * Vitest for mutation testing: the tests of the two rooms alone, in whichever copy of the project they are run. Without
 * those that compare whole searches or play thousands of them: a change is to be found by the test of its own rule.
 */
import { defineConfig } from 'vitest/config';
import base from '../../../../vitest.config';

export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ['lib/{search,metrics}/**/*.test.ts'],
    exclude: ['lib/search/reference.test.ts'],
    testNamePattern: /^(?!.*(about as often|10,000 runs|simulated runs|U-2: one that|of all scores equal))/,
    setupFiles: ['lib/search/testing/mutation/few-runs.ts'],
  },
});
