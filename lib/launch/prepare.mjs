// @ts-check
/**
 * What must be true before anything of Longthink can run: a fitting Node, installed dependencies, a fresh build.
 * Imports nothing but Node itself, because it runs before the dependencies are there. Knows nothing of servers or tests.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const oldestNode = [20, 9];
/** What a build is made from; tests and documents do not make it stale. */
const buildSources = [
  'app',
  'components',
  'lib',
  'public',
  'instrumentation-client.ts',
  'instrumentation.ts',
  'next.config.mjs',
  'package-lock.json',
  'package.json',
  'tsconfig.json',
];

/** Ends the process with a clear message when Node is too old. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = oldestNode;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  console.error(
    `Longthink needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}. Install a current Node from nodejs.org and try again.`,
  );
  process.exit(1);
}

/**
 * Runs a command in the project's folder with its output shown; resolves to the exit code (1 when it was killed).
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, quiet?: boolean }} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: options.env ?? process.env,
      stdio: options.quiet ? 'ignore' : ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32' && command === 'npm',
    });
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** Installs exactly what the lock file says, unless that is what is already there. */
export async function ensureInstalled() {
  const marker = join(root, 'node_modules', '.longthink-install');
  const wanted = digest([
    readFileSync(join(root, 'package-lock.json')),
    `${process.platform}-${process.arch}-${process.versions.modules}`,
  ]);
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
  console.log('Installing dependencies (once; about a minute) …');
  const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' };
  // npm leaves development dependencies out where this says production.
  Reflect.deleteProperty(env, 'NODE_ENV');
  const code = await run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    env,
  });
  if (code !== 0) {
    console.error(
      'Installing failed. Check the network or the npm registry setting, then run the same command again; nothing else needs undoing.',
    );
    process.exit(code);
  }
  writeFileSync(marker, wanted);
}

/** Builds the app unless the build at hand was made from these very sources. */
export async function ensureBuilt() {
  const marker = join(root, '.next', 'longthink-build');
  const wanted = sourceDigest();
  if (existsSync(marker) && existsSync(join(root, '.next', 'BUILD_ID')) && readFileSync(marker, 'utf8') === wanted)
    return;
  console.log('Building the app (once per version; under a minute) …');
  const code = await run(process.execPath, [nextBin(), 'build'], {
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
  if (code !== 0) {
    console.error('The build failed; the message above says where.');
    process.exit(code);
  }
  // After the app, whose build empties the folder.
  const { buildViewer } = await import('./viewer.mjs');
  await buildViewer();
  const { buildPrograms } = await import('./programs.mjs');
  await buildPrograms();
  writeFileSync(marker, wanted);
}

/** Path of Next's command line inside node_modules. */
export function nextBin() {
  return join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
}

function sourceDigest() {
  /** @type {(string | Buffer)[]} */
  const parts = [];
  /** @param {string} path */
  const visit = (path) => {
    const full = join(root, path);
    if (!existsSync(full)) return;
    const entries = readDirectory(full);
    if (entries === undefined) {
      parts.push(path, readFileSync(full));
      return;
    }
    for (const name of entries.sort()) {
      if (/\.test\.tsx?$|^__|^\./.test(name)) continue;
      visit(`${path}/${name}`);
    }
  };
  buildSources.forEach(visit);
  return digest(parts);
}

/** @param {string} path @returns {string[] | undefined} */
function readDirectory(path) {
  try {
    return readdirSync(path);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** @param {readonly (string | Buffer)[]} parts */
function digest(parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}
