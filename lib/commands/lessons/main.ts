/**
 * The lessons that ship: `npm run lessons [-- --out FOLDER] [--only RULE,…] [--keep]`. Runs the bundled models on the development
 * problems, takes for each rule the first problem that shows what it asks for, and writes lessons, their packed logs and the
 * list of them. With --only the rules named are tried and told, and nothing is written. With --keep
 * the runs that are there stay, and only for rules without any is searched: so words are changed, or a lesson added. Exit code
 * 0: written; 2: some rule found nothing, and the lessons that need it are missing.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createBackendContext, readBackends } from '@/lib/backends';
import { assertDefined } from '@/lib/base';
import { mapFileSchema } from '@/lib/experiments/map/wire';
import { lessonListSchema, type LessonList } from '@/lib/lessons';
import { bundledBackends } from '@/lib/server';
import { startBundledServer } from '../models/bundled-server';
import { candidatesIn } from './candidates';
import { castRules, mixed, type Found } from './casting';
import { firstProblem } from './first-problem';
import { filesOf, listOf } from './lesson-files';
import { lessonPlans } from './lessons';
import type { Rule } from './plan';
import { recordedCasts } from './recorded-casts';
import { Studio } from './studio';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const models = join(root, 'models');
/** The same seed that the start page begins with, so that “now you” shows what the lesson showed. */
const seed = 1;
const atOnce = 4;

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: join(root, 'public', 'lessons') },
    only: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
});
const only = values.only?.split(',');
const isAsked = ({ name }: Rule) => only?.includes(name) ?? true;
const rules = [
  ...new Map(lessonPlans.flatMap(({ acts }) => acts.map(({ rule }) => [rule.name, rule] as const))).values(),
];

const candidates = mixed(candidatesIn(join(models, 'tiny-math', 'dev.jsonl')));
const kept = values.keep ? recordedCasts(lessonPlans, values.out, candidates) : new Map<string, Found>();
const isTaken = new Set([...kept.values()].map(({ candidate }) => candidate.problem.uniqueId));
const open = rules.filter((rule) => isAsked(rule) && !kept.has(rule.name));
const keptProblem = values.keep
  ? lessonListSchema.parse(readJson(join(values.out, 'index.json'))).firstProblem
  : undefined;

const found = new Map(kept);
let problem = keptProblem;
if (open.length > 0 || (problem === undefined && isAsked(firstProblem))) await search();
for (const { name } of open) if (!found.has(name)) console.error(`Nothing was found for the rule ${name}.`);
if (only === undefined) write(found, problem);
process.exitCode = open.every(({ name }) => found.has(name)) ? 0 : 2;

async function search(): Promise<void> {
  const server = await startBundledServer(root, models);
  const context = createBackendContext();
  try {
    const config = assertDefined(bundledBackends(models, server.url), 'the bundled models are there');
    const backends = readBackends(config, { env: {}, source: 'the lessons' });
    const { map } = mapFileSchema.parse(readJson(join(root, 'public', 'maps', 'tiny-models.json')));
    const options = {
      studio: new Studio({ backends, context, seed, map }),
      atOnce,
      report: (message: string) => console.error(message),
    };
    const free = candidates.filter((candidate) => !isTaken.has(candidate.problem.uniqueId));
    for (const [name, each] of await castRules(open, free, options)) found.set(name, each);
    if (problem !== undefined || !isAsked(firstProblem)) return;
    const first = await castRules(
      [firstProblem],
      mixed(candidatesIn(join(models, 'tiny-math', 'tiny-math-500.jsonl'))),
      options,
    );
    problem = first.get(firstProblem.name)?.candidate.problem as typeof problem;
  } finally {
    await context.close();
    server.close();
  }
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function write(found: ReadonlyMap<string, Found>, problem: LessonList['firstProblem']): void {
  const made = lessonPlans.flatMap((plan) => filesOf(plan, found) ?? []);
  rmSync(values.out, { recursive: true, force: true });
  mkdirSync(join(values.out, 'logs'), { recursive: true });
  for (const { lesson, logs } of made) {
    writeFileSync(join(values.out, `${lesson.id}.json`), `${JSON.stringify(lesson, undefined, 2)}\n`);
    for (const [file, bytes] of logs) writeFileSync(join(values.out, file), bytes);
  }
  const list = listOf(made, problem);
  writeFileSync(join(values.out, 'index.json'), `${JSON.stringify(list, undefined, 2)}\n`);
  const logs = new Map(made.flatMap((each) => [...each.logs]));
  const bytes = [...logs.values()].reduce((sum, log) => sum + log.byteLength, 0);
  console.log(`${made.length} lessons in ${values.out}, logs ${Math.ceil(bytes / 1024)} KiB.`);
}
