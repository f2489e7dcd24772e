import { changedMarks, marksChangeSchema, runMarksSchema } from '@/lib/runs/wire';
import { changeMarks, marksReply, readJson, route } from '@/lib/server';

export const dynamic = 'force-dynamic';

interface Params {
  readonly id: string;
}

export const GET = route<Params>((app, _request, { id }) => marksReply(app.store.marks, id));

/** In place of all that there are, as a side file holds them. */
export const PUT = route<Params>(async (app, request, { id }) => {
  const marks = await readJson(request, runMarksSchema);
  return changeMarks(app.store.marks, { id, next: () => marks, at: Date.now() });
});

/** Those that are sent; all others stay. */
export const PATCH = route<Params>(async (app, request, { id }) => {
  const change = await readJson(request, marksChangeSchema);
  return changeMarks(app.store.marks, { id, next: (marks) => changedMarks(marks, change), at: Date.now() });
});
