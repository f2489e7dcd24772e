/** What a saved page holds, out of the element that holds it. Checked like anything that comes from outside; knows no picture. */
import { logFileTexts, SaidError } from '@/lib/words';
import { z } from 'zod';
import { assertUnreachable } from '@/lib/base';
import { readLogLines, RunLog } from '@/lib/client';
import type { Lesson } from '@/lib/lessons';
import type { RunMarks } from '@/lib/runs/wire';
import {
  dataId,
  savedExperimentSchema,
  savedKinds,
  savedLessonSchema,
  unpacked,
  type SavedExperiment,
  type SavedLesson,
} from '@/lib/saved';

export type Saved = { readonly savedOn: string } & (
  | { readonly kind: 'run'; readonly log: RunLog; readonly marks: RunMarks | undefined }
  | { readonly kind: 'experiment'; readonly saved: SavedExperiment }
  | { readonly kind: 'lesson'; readonly lesson: Lesson; readonly logs: ReadonlyMap<string, RunLog> }
);

const kindSchema = z.enum(savedKinds);

/** Throws Error where the page holds nothing, or something else. */
export async function readSaved(page: Document): Promise<Saved> {
  const element = page.getElementById(dataId);
  const kind = kindSchema.safeParse(element?.dataset['kind']).data;
  if (element === null || kind === undefined) throw new SaidError(logFileTexts.nothingSaved);
  const savedOn = element.dataset['savedOn'] ?? '';
  const stream = unpacked(element.textContent.trim());
  switch (kind) {
    case 'run': {
      const log = new RunLog();
      let marks: RunMarks | undefined;
      const onMarks = (read: RunMarks) => (marks = read);
      for await (const entries of readLogLines(stream, { onMarks })) log.push(entries);
      return { kind, savedOn, log, marks };
    }
    case 'experiment':
      return { kind, savedOn, saved: savedExperimentSchema.parse(await objectOf(stream)) };
    case 'lesson': {
      const { lesson, logs } = savedLessonSchema.parse(await objectOf(stream));
      return { kind, savedOn, lesson, logs: logsOf(lesson, logs) };
    }
    default:
      return assertUnreachable(kind);
  }
}

async function objectOf(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<unknown> {
  return JSON.parse(await new Response(stream).text());
}

/** Throws Error where a stop is in a run that is not there. */
function logsOf({ stops }: Lesson, logs: SavedLesson['logs']): ReadonlyMap<string, RunLog> {
  const read = new Map(
    Object.entries(logs).map(([name, entries]) => {
      const log = new RunLog();
      log.push(entries);
      return [name, log] as const;
    }),
  );
  if (!stops.every(({ run }) => read.has(run))) throw new SaidError(logFileTexts.lessonWithoutRuns);
  return read;
}
