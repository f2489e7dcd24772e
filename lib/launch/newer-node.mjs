// @ts-check
/**
 * For tests alone, where the machine's Node is older than jobs need: a newer one from the package registry, in a folder of
 * its own, so that nothing else runs on it. Imports nothing but Node itself.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './prepare.mjs';

const folder = join('node_modules', '.longthink-node');
const version = '22.23.3';
/** Where it lies, in the project's folder. */
export const newerNode = join(folder, 'node_modules', 'node', 'bin', 'node');

/** Installs it unless it is there or not needed. Without a registry the tests of jobs are left out. */
export async function ensureNewerNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 12) || existsSync(join(root, newerNode))) return;
  console.log('Installing a newer Node for the tests of jobs (once) …');
  const code = await run('npm', [
    'install',
    '--no-save',
    '--prefix',
    folder,
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    `node@${version}`,
  ]);
  if (code !== 0) console.log('There is none to be had; the tests of jobs are left out.');
}
