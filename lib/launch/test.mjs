// @ts-check
/**
 * `npm test`: everything that must hold, from types to the browser, on a fresh clone. Runs all parts even when one
 * fails, and closes with one line of totals.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { findBrowser } from './browser.mjs';
import { ensureNewerNode } from './newer-node.mjs';
import { ensureBuilt, ensureInstalled, requireNode, root, run } from './prepare.mjs';

const results = join(root, 'test-results');
const vitestReport = join(results, 'vitest.json');
const browserReport = join(results, 'browser.json');

requireNode();
await ensureInstalled();
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const totals = { passed: 0, failed: 0 };
/**
 * What failed, in a few lines each: where only the end of a long output is kept, it is what one needs of it.
 * @type {string[]}
 */
const failures = [];

await check('format', process.execPath, ['node_modules/oxfmt/bin/oxfmt', '--check']);
await check('types', process.execPath, ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.']);
await check('lint', process.execPath, ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings']);
await check('unused code', process.execPath, ['node_modules/knip/bin/knip.js']);
await ensureNewerNode();
if (spawnSync(process.env.LONGTHINK_VLLM_ROUTER ?? 'vllm-router', ['--help'], { stdio: 'ignore' }).status !== 0)
  console.log('vllm-router is not on the path (pip install vllm-router); its test is left out.');
await suite(
  'unit, property, golden and integration tests',
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${vitestReport}`,
  ],
  {},
  countVitest,
);
await ensureBuilt();
const browser = await findBrowser();
await suite(
  'browser tests',
  ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'],
  {
    LONGTHINK_CHROMIUM: browser,
    PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport,
  },
  countPlaywright,
);

if (failures.length > 0) console.log(`\n— what failed\n${failures.join('\n')}`);
console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
process.exit(totals.failed === 0 ? 0 : 1);

/**
 * One check that either holds or does not.
 * @param {string} name
 * @param {string} command
 * @param {readonly string[]} args
 */
async function check(name, command, args) {
  console.log(`\n— ${name}`);
  const code = await run(command, args);
  totals[code === 0 ? 'passed' : 'failed'] += 1;
  if (code !== 0) failures.push(name);
}

/**
 * A test runner with a report to count; a runner that failed without a failed test (a crash, say) counts as one failure.
 * @param {string} name
 * @param {readonly string[]} args
 * @param {Record<string, string>} env
 * @param {() => Counted} count
 */
async function suite(name, args, env, count) {
  console.log(`\n— ${name}`);
  const code = await run(process.execPath, args, { env: { ...process.env, ...env } });
  const { passed, failed } = count();
  if (code !== 0 && failed.length === 0) failed.push(`${name}: ended with ${code} though no test failed`);
  totals.passed += passed;
  totals.failed += failed.length;
  failures.push(...failed);
}

/**
 * @typedef {object} Counted
 * @property {number} passed
 * @property {string[]} failed a line or two each
 */

/** @returns {Counted} */
function countVitest() {
  if (!existsSync(vitestReport)) return { passed: 0, failed: ['the unit tests left no report'] };
  const { numPassedTests, testResults } = JSON.parse(readFileSync(vitestReport, 'utf8'));
  const failed = [];
  for (const { name, status, message, assertionResults } of testResults) {
    const tests = assertionResults.filter((/** @type {{ status: string }} */ test) => test.status === 'failed');
    for (const { fullName, failureMessages } of tests) failed.push(told(name, fullName, failureMessages[0]));
    // A file that could not be loaded has no tests.
    if (status === 'failed' && tests.length === 0) failed.push(told(name, 'the file itself', message));
  }
  return { passed: numPassedTests, failed };
}

/** @returns {Counted} */
function countPlaywright() {
  if (!existsSync(browserReport)) return { passed: 0, failed: ['the browser tests left no report'] };
  const { stats, suites } = JSON.parse(readFileSync(browserReport, 'utf8'));
  const failed = specsOf(suites)
    .filter(({ ok }) => !ok)
    .map(({ file, title, tests }) => told(file, title, tests[0]?.results.at(-1)?.error?.message));
  return { passed: stats.expected + stats.flaky, failed };
}

/**
 * @typedef {{ file: string, title: string, ok: boolean, tests: { results: { error?: { message?: string } }[] }[] }} Spec
 * @typedef {{ specs?: Spec[], suites?: BrowserSuite[] }} BrowserSuite
 * @param {readonly BrowserSuite[]} suites
 * @returns {Spec[]}
 */
function specsOf(suites) {
  return suites.flatMap((each) => [...(each.specs ?? []), ...specsOf(each.suites ?? [])]);
}

/**
 * @param {string} file
 * @param {string} title
 * @param {string} [message]
 */
function told(file, title, message = 'no reason given') {
  return `${relative(root, resolve(root, file))} › ${title}\n  ${message.split('\n').slice(0, 6).join('\n  ')}`;
}
