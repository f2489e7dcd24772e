/**
 * The viewer's page with something in it. What is put in is base64 and an escaped title: whatever a log holds, nothing of it
 * is read as a part of the page.
 */
import { z } from 'zod';
import { curvesSchema, publishedRowSchema } from '@/lib/experiments/report/curve-model';
import { verdictSchema } from '@/lib/experiments/report/verdict-model';
import { experimentDetailSchema } from '@/lib/experiments/wire';
import { lessonSchema } from '@/lib/lessons';
import { logEntrySchema } from '@/lib/runs/wire';
import { packed } from './pack';

export const savedKinds = ['run', 'experiment', 'lesson'] as const;
export type SavedKind = (typeof savedKinds)[number];

/** Of the element that holds what was saved. */
export const dataId = 'longthink-data';

/** What a page holds of an experiment; of a run it is the log, one entry a line. */
export const savedExperimentSchema = z.object({
  experiment: experimentDetailSchema,
  curves: curvesSchema,
  verdict: verdictSchema,
  published: z.array(publishedRowSchema).readonly(),
});
export type SavedExperiment = z.infer<typeof savedExperimentSchema>;

/** What a page holds of a lesson: its stops, and the logs of its runs by name. */
export const savedLessonSchema = z.object({
  lesson: lessonSchema,
  logs: z.record(z.string(), z.array(logEntrySchema).readonly()).readonly(),
});
export type SavedLesson = z.infer<typeof savedLessonSchema>;

interface Saved {
  readonly kind: SavedKind;
  readonly title: string;
  /** What is shown, as text. */
  readonly text: string;
  /** Day on which it was saved, as the reader is told it. */
  readonly savedOn: string;
}

/** `viewer`: the empty page. Throws when it is none. */
export async function pageOf(viewer: string, { kind, title, text, savedOn }: Saved): Promise<string> {
  const slot = `<script type="application/octet-stream" id="${dataId}"></script>`;
  const name = '<title>Longthink</title>';
  if (!viewer.includes(slot) || !viewer.includes(name)) throw new Error('This is not the viewer’s page.');
  const letters = await packed(text);
  const filled = slot.replace('></', () => ` data-kind="${kind}" data-saved-on="${escaped(savedOn)}">${letters}</`);
  return viewer.replace(name, () => `<title>${escaped(title)} · Longthink</title>`).replace(slot, () => filled);
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
