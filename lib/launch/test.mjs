// @ts-check
/**
 * `npm test`: everything that must hold, from types to the browser, on a fresh clone. Runs all parts even when one
 * fails, and closes with one line of totals.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
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

await check('format', process.execPath, ['node_modules/oxfmt/bin/oxfmt', '--check']);
await check('types', process.execPath, ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.']);
await check('lint', process.execPath, ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings']);
await check('unused code', process.execPath, ['node_modules/knip/bin/knip.js']);
await ensureNewerNode();
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
  if (code !== 0) console.error(`${name}: failed`);
}

/**
 * A test runner with a report to count; a runner that failed without a failed test (a crash, say) counts as one failure.
 * @param {string} name
 * @param {readonly string[]} args
 * @param {Record<string, string>} env
 * @param {() => { passed: number, failed: number }} count
 */
async function suite(name, args, env, count) {
  console.log(`\n— ${name}`);
  const code = await run(process.execPath, args, { env: { ...process.env, ...env } });
  const counted = count();
  totals.passed += counted.passed;
  totals.failed += code !== 0 && counted.failed === 0 ? 1 : counted.failed;
}

function countVitest() {
  if (!existsSync(vitestReport)) return { passed: 0, failed: 1 };
  const report = JSON.parse(readFileSync(vitestReport, 'utf8'));
  return { passed: report.numPassedTests, failed: report.numFailedTests };
}

function countPlaywright() {
  if (!existsSync(browserReport)) return { passed: 0, failed: 1 };
  const { stats } = JSON.parse(readFileSync(browserReport, 'utf8'));
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
}
