// @ts-check
/**
 * `npm run bench` names the benches; `npm run bench -- NAME` runs one and sets its ratios beside those that were kept
 * last; with `--keep` before the name they are kept too, as a line in the `.jsonl` beside the bench, with where they come
 * from. What follows the name goes to the bench. Measures nothing itself.
 */
import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { benches } from './benches.mjs';
import { findBrowser } from './browser.mjs';
import { heapFlag } from './heap.mjs';
import { root } from './prepare.mjs';

/**
 * @typedef {object} Kept
 * @property {string} date day of the measurement
 * @property {string} commit with a + where something was changed since
 * @property {string} node
 * @property {number} cores
 * @property {readonly string[]} [args]
 * @property {Record<string, number>} ratios
 */

const words = process.argv.slice(2);
const isKeeping = words[0] === '--keep';
const [name, ...args] = isKeeping ? words.slice(1) : words;

if (name === undefined) {
  for (const [each, { measures, ratios, needs }] of Object.entries(benches)) {
    const last = lastKept(each);
    console.log(`${each}${needs === undefined ? '' : `  ${needs}`}\n  ${measures}\n  ratios: ${ratios}`);
    console.log(`  ${last === undefined ? 'none kept' : `kept last on ${last.date} at ${last.commit}`}\n`);
  }
  console.log('npm run bench -- [--keep] NAME');
  process.exit(isKeeping ? 1 : 0);
}

const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (bench === undefined) {
  console.error(`There is no bench “${name}”; there are ${Object.keys(benches).join(', ')}.`);
  process.exit(1);
}

const { code, lastLine } = await measure(bench, args);
if (code !== 0) process.exit(code);
const ratios = ratiosIn(lastLine);
if (ratios === undefined) {
  console.error(`${bench.file} did not end with its ratios.`);
  process.exit(1);
}
const before = lastKept(name);
console.log('');
for (const [each, ratio] of Object.entries(ratios)) {
  const kept = before?.ratios[each];
  console.log(`${String(ratio).padStart(9)}  ${each}${kept === undefined ? '' : `  (${kept} on ${before?.date})`}`);
}
if (isKeeping) {
  const kept = {
    date: new Date().toISOString().slice(0, 10),
    commit: commitHere(),
    node: process.versions.node,
    cores: availableParallelism(),
    ...(args.length === 0 ? {} : { args }),
    ratios,
  };
  appendFileSync(keptPath(bench), `${JSON.stringify(kept)}\n`);
}

/**
 * Runs the bench with its output shown.
 * @param {import('./benches.mjs').Bench} chosen
 * @param {readonly string[]} own
 * @returns {Promise<{ code: number, lastLine: string }>}
 */
async function measure({ file, isInBrowser }, own) {
  const env = isInBrowser === true ? { ...process.env, LONGTHINK_CHROMIUM: await findBrowser() } : process.env;
  const child = spawn(process.execPath, [heapFlag, '--import', 'tsx', file, ...own], {
    cwd: root,
    env,
    stdio: ['inherit', 'pipe', 'inherit'],
  });
  let lastLine = '';
  for await (const line of createInterface(child.stdout)) {
    if (ratiosIn(line) === undefined) console.log(line);
    lastLine = line;
  }
  const code = await new Promise((resolve) => {
    if (child.exitCode !== null) resolve(child.exitCode);
    else child.once('close', (status) => resolve(status ?? 1));
  });
  return { code, lastLine };
}

/**
 * @param {string} line
 * @returns {Record<string, number> | undefined}
 */
function ratiosIn(line) {
  return line.startsWith('ratios {') ? JSON.parse(line.slice('ratios '.length)) : undefined;
}

/** @param {import('./benches.mjs').Bench} chosen */
function keptPath({ file }) {
  return join(root, file.replace(/\.ts$/, '.jsonl'));
}

/**
 * @param {string} each
 * @returns {Kept | undefined}
 */
function lastKept(each) {
  const chosen = benches[each];
  if (chosen === undefined || !existsSync(keptPath(chosen))) return undefined;
  const line = readFileSync(keptPath(chosen), 'utf8').trim().split('\n').at(-1);
  return line === undefined || line === '' ? undefined : JSON.parse(line);
}

function commitHere() {
  const git = (/** @type {string[]} */ ...wanted) =>
    execFileSync('git', wanted, { cwd: root, encoding: 'utf8' }).trim();
  const isChanged = git('status', '--porcelain', '--untracked-files=no') !== '';
  return `${git('rev-parse', '--short', 'HEAD')}${isChanged ? '+' : ''}`;
}
