/**
 * The gates of the bundled models: `npm run gates -- [--set FILE] [--every K] [--verifier NAME] [--out FILE] [--seed S] [--picture FILE]`,
 * and of what was measured already: `npm run gates -- --experiment ID|FILE`, which searches nothing.
 * Runs greedy answers, a pool, beam search and DVTS over a problem set with the product's own engine, clients and model
 * server, from the fp16 files that ship, and prints a table. Finished searches are kept in the file given by --out, so a
 * stopped command goes on where it was. Without --verifier both are measured, the PRM and the likelihood.
 */
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { createBackendContext, readBackends } from '@/lib/backends';
import type { Problem } from '@/lib/search';
import { measuredData, readSettings } from '@/lib/server';
import { startBundledServer } from '../models/bundled-server';
import { experimentGates } from './experiment-gates';
import { measure, measurementSchema } from './measurement';
import type { Measurement } from './measurement';
import { gatePicture } from './picture';
import { tasksFor } from './plan';
import type { Task } from './plan';
import { runTask } from './run-task';
import { gateTable } from './table';
import { verdictTable } from './verdicts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const models = join(root, 'models');
/** Searches at a time: enough to keep the server's batches full. */
const atOnce = 12;

const { values } = parseArgs({
  options: {
    set: { type: 'string', default: join(models, 'tiny-math', 'tiny-math-500.jsonl') },
    every: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    verifier: { type: 'string' },
    out: { type: 'string' },
    picture: { type: 'string' },
    experiment: { type: 'string' },
  },
});
if (values.experiment !== undefined) {
  console.log(experimentGates(await measuredData(values.experiment, readSettings(root, process.env).database)));
  process.exit(0);
}
const seed = Number(values.seed);

const rowSchema = z.object({
  problem: z.string(),
  solution: z.string(),
  answer: z.string(),
  subject: z.string(),
  level: z.int(),
  unique_id: z.string(),
});
const rows = readFileSync(values.set, 'utf8')
  .trim()
  .split('\n')
  .map((line) => rowSchema.parse(JSON.parse(line)))
  .filter((_, i) => i % Number(values.every) === 0);

const verifiers = ['prm', 'likelihood'].filter(
  (name) =>
    name === (values.verifier ?? name) && (name === 'likelihood' || existsSync(join(models, name, 'config.json'))),
);
if (verifiers.length === 0)
  throw new Error(`There is no verifier “${values.verifier}” among the bundled ones. Name prm or likelihood.`);
const parametersOf = (model: string) => {
  // fp16, with a short header in front.
  return Math.round(statSync(join(models, model, 'model.safetensors')).size / 2);
};
const parameters = {
  policy: parametersOf('policy'),
  baseline: parametersOf('baseline'),
  likelihood: parametersOf('baseline'),
  ...(verifiers.includes('prm') ? { prm: parametersOf('prm') } : {}),
};

/** Of all weights: searches by other models are not gone on with. */
const fingerprint = createHash('sha256');
for (const model of ['policy', 'baseline', 'prm'])
  if (existsSync(join(models, model))) fingerprint.update(readFileSync(join(models, model, 'model.safetensors')));
const out =
  values.out ??
  join(
    root,
    'data',
    'gates',
    `${basename(values.set, '.jsonl')}-seed-${seed}-${fingerprint.digest('hex').slice(0, 8)}.jsonl`,
  );
mkdirSync(dirname(out), { recursive: true });
const measurements: Measurement[] = existsSync(out)
  ? readFileSync(out, 'utf8')
      .trim()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => measurementSchema.parse(JSON.parse(line)))
  : [];
const done = new Set(measurements.map(({ task, problem }) => `${task}\n${problem}`));
const queue = tasksFor(verifiers)
  .flatMap((task) => rows.map((row) => ({ task, row })))
  .filter(({ task, row }) => !done.has(`${task.id}\n${row.unique_id}`));

const server = await startBundledServer(root, models);
const context = createBackendContext();
try {
  const { url } = server;
  const backends = readBackends(
    {
      policies: ['policy', 'baseline'].map((model) => ({ name: model, url, model, kind: 'vllm' })),
      verifiers: verifiers.map((name) =>
        name === 'prm'
          ? { name, url, model: 'prm', kind: 'rlhflow-prm' }
          : { name, url, model: 'baseline', kind: 'likelihood' },
      ),
    },
    { env: {}, source: 'the gates' },
  );
  const startedAt = performance.now();
  let finished = 0;
  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const measurement = await measured(next.task, next.row);
      measurements.push(measurement);
      appendFileSync(out, `${JSON.stringify(measurement)}\n`);
      if (++finished % 250 === 0)
        console.error(
          `${finished} searches in ${Math.round((performance.now() - startedAt) / 1000)} s, ${queue.length} to go`,
        );
    }
  };
  const measured = async (task: Task, row: z.infer<typeof rowSchema>): Promise<Measurement> => {
    const problem: Problem = {
      text: row.problem,
      answer: row.answer,
      subject: row.subject,
      level: row.level,
      uniqueId: row.unique_id,
    };
    const state = await runTask(task, problem, seed, { backends, context });
    return measure(state, task.id, problem, row.solution.split('\n\n'));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  console.log(
    `${rows.length} problems of ${basename(values.set)}, seed ${seed}. 95 % intervals: Wilson over problems where one search is one answer, else bootstrap over problems.\n`,
  );
  // In the order of the set, not of finishing: the bootstrap draws by place.
  const placeOf = new Map(rows.map((row, i) => [row.unique_id, i]));
  const mine = measurements
    .filter(({ problem }) => placeOf.has(problem))
    .toSorted((one, other) => placeOf.get(one.problem)! - placeOf.get(other.problem)!);
  console.log(verdictTable(mine, verifiers[0] ?? 'likelihood'), '\n');
  console.log(gateTable(mine, { parameters, verifiers }));
  if (values.picture !== undefined)
    writeFileSync(
      values.picture,
      gatePicture(
        mine,
        verifiers[0] ?? 'likelihood',
        `${rows.length} problems of ${basename(values.set, '.jsonl')}, verifier ${verifiers[0]}, 95 % bands`,
      ),
    );
} finally {
  await context.close();
  server.close();
}
