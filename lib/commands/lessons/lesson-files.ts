/** A lesson plan and the runs that were found for it as the files that the page reads. Knows no place. */
import { gzipSync } from 'node:zlib';
import { lessonSchema, type Lesson } from '@/lib/lessons';
import { languages, type Text } from '@/lib/words';
import type { Found } from './casting';
import type { LessonPlan } from './plan';
import type { Recording } from './studio';

export interface LessonFiles {
  readonly lesson: Lesson;
  /** Packed logs, by their names in the lesson. */
  readonly logs: ReadonlyMap<string, Uint8Array>;
}

/** Undefined where a rule of the lesson has found nothing. Throws when what was made is none that could be read again. */
export function filesOf(plan: LessonPlan, found: ReadonlyMap<string, Found>): LessonFiles | undefined {
  const acts = plan.acts.map((act) => ({ act, found: found.get(act.rule.name) }));
  const logs = new Map<string, Uint8Array>();
  const runs: Lesson['runs'] = [];
  const stops: Lesson['stops'] = [];
  for (const { act, found: runsFound } of acts) {
    if (runsFound === undefined) return undefined;
    for (const name of act.shows) {
      const recording = runsFound.cast[name];
      if (recording === undefined) throw new Error(`The rule ${act.rule.name} gives no run “${name}”.`);
      const file = logFileOf(plan.id, name);
      logs.set(file, packed(recording));
      runs.push({ name, file, entries: recording.entries.length });
    }
    stops.push(...act.stops(runsFound.cast, runsFound.candidate));
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
  return { lesson, logs };
}

/** Where the log of one of a lesson's runs lies, beside the lesson. */
export function logFileOf(lesson: string, run: string): string {
  return `logs/${lesson}-${run}.ndjson.gz`;
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
