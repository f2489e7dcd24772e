/**
 * Mutation testing of the search and of the estimators: every small change to their code is to make a test of theirs fail.
 * `npm run mutate` runs all of it; `npm run mutate -- --mutate lib/search/engine/call-log.ts` one file. Apart from `npm test`,
 * because it takes hours: some thousand changes at 3 seconds each, with few tries of each property (`few-runs.ts`).
 */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'lib/search/testing/mutation/vitest.config.ts', related: true },
  mutate: [
    'lib/{search,metrics}/**/*.ts',
    '!lib/{search,metrics}/**/{index,*.test}.ts',
    '!lib/{search,metrics}/**/{testing,bench}/**',
  ],
  mutator: {
    // Words for people, in errors that tests name by their kind.
    excludedMutations: ['StringLiteral'],
  },
  // Tables and schemas are made once, when a file is loaded; their mutants would cost a new process each.
  ignoreStatic: true,
  coverageAnalysis: 'perTest',
  concurrency: 1,
  timeoutMS: 20_000,
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { reportTests: false, logTests: false },
  ignorePatterns: ['.next', 'data', 'e2e', 'models', 'public', 'test-results', 'playwright-report'],
  // It would rewrite tsconfig.json by means that TypeScript 7 no longer has; vitest reads no types anyway.
  tsconfigFile: 'none',
};
