/**
 * A process with everything that an app has behind its pages, commanded by messages: it starts experiments and watched runs,
 * and tells how long the first word of one took. For tests; set up by the environment like the app.
 */
import { fileURLToPath } from 'node:url';
import { createRunSchema } from '@/lib/runs/wire';
import { experimentSpecSchema } from '@/lib/experiments/model';
import { openApp } from '../app';
import { specOf } from '../runs/create-run';
import { readSettings } from '../settings/settings';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const lookMs = 5;

const app = await openApp(readSettings(root, process.env), (message, error) => {
  process.stderr.write(`${message} ${error instanceof Error ? (error.stack ?? error.message) : ''}\n`);
});
const { signal } = new AbortController();

/** Milliseconds from the request to the first text that is durable. */
async function watch(request: unknown): Promise<number> {
  const startedAt = performance.now();
  const runId = await app.registry.start(await specOf(createRunSchema.parse(request), app, signal));
  for (;;) {
    const chunks = await app.store.runs.read(runId, 0, 100);
    if (chunks.some(({ json }) => json.includes('"node-text"'))) return performance.now() - startedAt;
    await new Promise((resolve) => {
      setTimeout(resolve, lookMs);
    });
  }
}

process.on('message', (message: { readonly id: number; readonly experiment?: unknown; readonly watch?: unknown }) => {
  const answer =
    message.experiment === undefined
      ? watch(message.watch)
      : app.experiments.start(experimentSpecSchema.parse(message.experiment), signal);
  answer.then(
    (value) => process.send?.({ id: message.id, value }),
    (error: unknown) => process.send?.({ id: message.id, error: String(error) }),
  );
});
process.once('SIGTERM', () => void app.close().then(() => process.exit(0)));
process.send?.({ id: 0 });
