/** Replies about stars, tags and notes of runs. Knows how to answer, not where they are kept. */
import type { RunMarks, RunMarksStore } from '@/lib/runs';
import { fillText, refusalTexts } from '@/lib/words';
import { ApiError } from '../http/api-error';
import { jsonReply } from '../http/json-reply';

/** Marked runs that a page is told of, those marked last. */
const mostTold = 2_000;

export async function markedRunsReply(store: RunMarksStore): Promise<Response> {
  return jsonReply({ runs: Object.fromEntries(await store.all(mostTold)) });
}

/** The side file of a log: to be kept beside it, and put in place again by `PUT`. */
export async function marksReply(store: RunMarksStore, id: string): Promise<Response> {
  const reply = jsonReply(await store.of(id));
  reply.headers.set(
    'content-disposition',
    `attachment; filename="longthink-${id.replaceAll(/[^\w-]+/g, '')}.marks.json"`,
  );
  return reply;
}

export async function setMarks(
  store: RunMarksStore,
  { id, marks, at }: { readonly id: string; readonly marks: RunMarks; readonly at: number },
): Promise<Response> {
  if (!(await store.put(id, marks, at))) throw new ApiError('not-found', fillText(refusalTexts.noRun, { id }));
  return jsonReply(marks);
}
