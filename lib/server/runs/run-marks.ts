/** Replies about stars, tags and notes of runs. Knows how to answer, not where they are kept. */
import { runMarksSchema, type RunMarks, type RunMarksStore } from '@/lib/runs';
import { fillText, refusalTexts } from '@/lib/words';
import { ApiError, invalidInput } from '../http/api-error';
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

interface ChangeOfMarks {
  readonly id: string;
  readonly next: (marks: RunMarks) => RunMarks;
  readonly at: number;
}

/** Throws ApiError 400 where they would be more than can be kept. */
export async function changeMarks(store: RunMarksStore, { id, next, at }: ChangeOfMarks): Promise<Response> {
  const changed = await store.change(id, (marks) => checked(next(marks)), at);
  if (changed === undefined) throw new ApiError('not-found', fillText(refusalTexts.noRun, { id }));
  return jsonReply(changed);
}

function checked(marks: RunMarks): RunMarks {
  const parsed = runMarksSchema.safeParse(marks);
  if (parsed.success) return parsed.data;
  throw invalidInput(parsed.error, 'The marks');
}
