/**
 * The one application of this process, and the door in front of it. Start-up code and routes are separate instances of this module, so it is kept on
 * `globalThis`. When it could not be opened, the next request tries again: a database that was started late, or a
 * configuration that was corrected, needs no restart.
 */
import { openApp } from './app';
import type { App } from './app';
import { openAccess } from './door/access';
import { closedDoor, createDoor, type Door } from './door/door';
import { scriptsOfBuild } from './door/page-scripts';
import { welcome } from './door/welcome';
import { readSettings } from './settings/settings';

interface Slot {
  app: Promise<App> | undefined;
  failedAt: number;
  isStopping: boolean;
}

const retryMs = 2_000;
const key = Symbol.for('longthink.app');
/** Where `lib/launch/front.mjs` waits for the door. */
const doorKey = Symbol.for('longthink.door');
const parentCheckMs = 500;
/** How long the process may take to put its things away. */
const stopGraceMs = 4_000;

function slot(): Slot {
  const global = globalThis as { [key]?: Slot };
  return (global[key] ??= { app: undefined, failedAt: 0, isStopping: false });
}

/** Rejects with what keeps the application from working, in words. */
export function getApp(): Promise<App> {
  const own = slot();
  if (own.app !== undefined && (own.failedAt === 0 || performance.now() - own.failedAt < retryMs)) return own.app;
  own.failedAt = 0;
  own.app = open();
  own.app.catch(() => {
    own.failedAt = performance.now();
  });
  return own.app;
}

// Settings are read inside, so that what is wrong with them is told like any other failure.
async function open(): Promise<App> {
  return openApp(readSettings(process.cwd(), process.env), report);
}

/** Opens the application and sees to it that it is closed with the process. Called once, at start-up. */
export function startApp(): void {
  (globalThis as { [doorKey]?: (door: Door) => void })[doorKey]?.(makeDoor());
  getApp().catch((error: unknown) => report(error instanceof Error ? error.message : String(error)));
  const stop = () => {
    void stopProcess();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  const parent = Number(process.env.LONGTHINK_PARENT ?? 0);
  if (parent > 0)
    setInterval(() => {
      if (!isAlive(parent)) stop();
    }, parentCheckMs).unref();
}

/** What cannot be set as it is keeps everybody out, and is told. */
function makeDoor(): Door {
  try {
    const settings = readSettings(process.cwd(), process.env);
    const access = openAccess(settings);
    if (access !== undefined) process.stdout.write(`${welcome(settings, access)}\n`);
    const pageScripts = scriptsOfBuild(settings.root);
    return createDoor({ settings, access, pageScripts, now: () => performance.now(), report });
  } catch (error) {
    return closedDoor(error, report);
  }
}

async function stopProcess(): Promise<void> {
  const own = slot();
  if (own.isStopping) return;
  own.isStopping = true;
  setTimeout(() => process.exit(1), stopGraceMs).unref();
  await own.app?.then((app) => app.close()).catch((error: unknown) => report('Stopping met a problem.', error));
  process.exit(0);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function report(message: string, error?: unknown): void {
  const details =
    error instanceof Error
      ? ` ${error.stack ?? error.message}`
      : error === undefined
        ? ''
        : ` ${JSON.stringify(error)}`;
  // The terminal is the only place where a bug can be told to whoever runs the app.
  process.stderr.write(`${message}${details}\n`);
}
