// @ts-check
/**
 * Runs the app as a child process and makes sure that nothing outlives this one: signals are passed on, a vanished
 * parent counts as a signal, and what does not stop in time is killed with all it started.
 * The bundled model server is started, watched and repaired by the app itself.
 */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { heapFlag } from './heap.mjs';
import { root } from './prepare.mjs';

const graceMs = 8_000;

/**
 * @param {'start' | 'dev'} mode
 * @returns {Promise<never>} ends the process with the app's exit code
 */
export async function serve(mode) {
  const host = process.env.HOST ?? '127.0.0.1';
  const port = Number(process.env.PORT ?? 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    fail(`PORT must be a number from 1 to 65535, not “${process.env.PORT}”.`);
  const problem = await whyNotListen(host, port);
  if (problem !== undefined) fail(problem);

  const child = spawn(process.execPath, [heapFlag, join(root, 'lib', 'launch', 'front.mjs'), mode], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(port),
      NODE_ENV: mode === 'start' ? 'production' : 'development',
      NEXT_TELEMETRY_DISABLED: '1',
      LONGTHINK_PARENT: String(process.pid),
      // What a request says of where it comes from can be made up; what the socket listens to cannot.
      LONGTHINK_LISTENS_AT: host,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
    // A process group of its own, so that one signal can end it together with its children.
    detached: process.platform !== 'win32',
  });

  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    child.kill('SIGTERM');
    setTimeout(() => killGroup(child.pid), graceMs).unref();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
  const parent = process.ppid;
  // npm does not pass SIGTERM on; when it is gone, this process has a new parent.
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, 500).unref();

  child.on('exit', (code) => {
    killGroup(child.pid);
    process.exit(isStopping ? 0 : (code ?? 1));
  });
  await announce(`http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${port}`, () => isStopping);
  return new Promise(() => {});
}

/** @param {number | undefined} pid */
function killGroup(pid) {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch (error) {
    // ESRCH: already gone, which is what is wanted.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

/**
 * @param {string} address
 * @param {() => boolean} isOver
 */
async function announce(address, isOver) {
  for (;;) {
    if (isOver()) return;
    const health = await fetch(`${address}/api/health`).then(
      (reply) => reply.status,
      () => 0,
    );
    if (health === 200) {
      console.log(`\n  Longthink is ready: ${address}\n`);
      return;
    }
    await new Promise((resolve) => {
      setTimeout(resolve, 200);
    });
  }
}

/**
 * @param {string} host
 * @param {number} port
 * @returns {Promise<string | undefined>}
 */
function whyNotListen(host, port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => {
      const code = /** @type {NodeJS.ErrnoException} */ (error).code;
      resolve(
        code === 'EADDRINUSE'
          ? `Port ${port} on ${host} is in use. Stop what listens there, or choose another: PORT=${port + 1} npm start`
          : `Cannot listen on ${host}:${port} (${code}). Set HOST and PORT to an address of this machine.`,
      );
    });
    probe.listen(port, host, () => probe.close(() => resolve(undefined)));
  });
}

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(message);
  process.exit(1);
}
