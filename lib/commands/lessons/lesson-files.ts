/** A lesson plan and the runs that were found for it as the files that the page reads. Knows no place. */
import { gzipSync } from 'node:zlib';
import { assertDefined } from '@/lib/base';
import { lessonListSchema, lessonSchema, type Lesson, type LessonList } from '@/lib/lessons';
import { languages, type Text } from '@/lib/words';
import type { Found } from './casting';
import type { LessonPlan, Rule } from './plan';
import { statements } from './statements';
import type { Recording } from './studio';

/** Seconds that one stop takes to read and look at. */
const secondsAStop = 20;

export interface LessonFiles {
  readonly plan: LessonPlan;
  readonly lesson: Lesson;
  /** Packed logs, by their names in the lesson. */
  readonly logs: ReadonlyMap<string, Uint8Array>;
}

/** Undefined where a rule of the lesson has found nothing. Throws when what was made is none that could be read again. */
export function filesOf(plan: LessonPlan, found: ReadonlyMap<string, Found>): LessonFiles | undefined {
  const acts = plan.acts.map((act) => ({ act, found: found.get(act.rule.name) }));
  const logs = new Map<string, Uint8Array>();
  const castOf = ({ name }: Rule) => assertDefined(found.get(name), `the rule ${name} found its runs`).cast;
  const runs: Lesson['runs'] = [];
  const stops: Lesson['stops'] = [];
  for (const { act, found: runsFound } of acts) {
    if (runsFound === undefined) return undefined;
    for (const name of act.shows) {
      const recording = runsFound.cast[name];
      if (recording === undefined) throw new Error(`The rule ${act.rule.name} gives no run “${name}”.`);
      const file = logFileOf(act.rule.name, name);
      logs.set(file, packed(recording));
      runs.push({ name, file, entries: recording.entries.length, ...statementOf(recording) });
    }
    stops.push(...act.stops(runsFound.cast, runsFound.candidate, castOf));
  }
  const lesson = lessonSchema.parse({
    type: 'lesson',
    version: 1,
    id: plan.id,
    title: plan.title,
    rules: rulesOf(plan),
    runs,
    stops,
  } satisfies Lesson);
  return { plan, lesson, logs };
}

/** The list of lessons, in the order in which they are told. Without a `problem` the start page begins with the first of its set. */
export function listOf(made: readonly LessonFiles[], problem: LessonList['firstProblem']): LessonList {
  return lessonListSchema.parse({
    type: 'lessons',
    version: 1,
    lessons: made.map(({ plan: { id, title, summary, strategy }, lesson: { stops } }) => ({
      id,
      title,
      summary,
      strategy,
      stops: stops.length,
      minutes: Math.max(1, Math.round((stops.length * secondsAStop) / 60)),
    })),
    ...(problem === undefined ? {} : { firstProblem: problem }),
  } satisfies LessonList);
}

/** Where the log of one of a rule's runs lies, beside the lessons: once, however many of them show it. */
export function logFileOf(rule: string, run: string): string {
  return `logs/${rule}-${run}.ndjson.gz`;
}

function statementOf({ spec: { problem } }: Recording): Pick<Lesson['runs'][number], 'statement'> {
  const others = statements[problem.uniqueId ?? ''];
  return others === undefined ? {} : { statement: { en: problem.text, ...others } };
}

function rulesOf({ acts }: LessonPlan): Text {
  const [en, zh] = languages.map((language) =>
    acts.map(({ rule }) => rule.words[language]).join(language === 'zh' ? '' : ' '),
  );
  return { en: en ?? '', zh: zh ?? '' };
}

function packed({ entries }: Recording): Uint8Array {
  return gzipSync(`${entries.map((entry) => JSON.stringify(entry)).join('\n')}\n`, { level: 9 });
}
