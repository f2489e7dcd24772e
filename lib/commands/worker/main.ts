/**
 * A process without pages that makes searches: `npm run worker`. As many as one has, on as many machines, share the
 * experiments of one PostgreSQL, and take watched runs for which no page's process has room. A database that does not answer yet is
 * waited for. Exit code 0: stopped by a person; 2: it could not begin.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { StoreError } from '@/lib/runs';
import { openApp, readSettings } from '@/lib/server';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const stopGraceMs = 8_000;
/** It is not the database that should notice that it is waited for. */
const askAgainMs = 2_000;

const report = (message: string, error?: unknown) => {
  console.error(`${message}${error instanceof Error ? ` ${error.stack ?? error.message}` : ''}`);
};

const settings = readSettings(root, process.env);
if (!/^postgres(ql)?:/.test(settings.database))
  giveUp(new Error('A worker shares the work of others through PostgreSQL: set DATABASE_URL as it is set for them.'));
const app = await opened().catch(giveUp);
console.log(
  `Working on the experiments of ${new URL(settings.database).host}, up to ${settings.maxExperimentRuns} searches at a time. Ctrl+C gives them back and ends.`,
);
let isStopping = false;
for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => void stop());

async function opened(): ReturnType<typeof openApp> {
  for (let tries = 0; ; tries++) {
    try {
      return await openApp(settings, report, { hasPages: false });
    } catch (error) {
      if (!(error instanceof StoreError) || error.kind !== 'unreachable' || !error.isRetryable) throw error;
      if (tries === 0) console.log(`${error.message} Waiting for it; Ctrl+C ends.`);
    }
    await sleep(askAgainMs);
  }
}

async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  setTimeout(() => process.exit(1), stopGraceMs).unref();
  await app.close();
  process.exit(0);
}

function giveUp(error: unknown): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
}
