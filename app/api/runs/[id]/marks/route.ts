import { runMarksSchema } from '@/lib/runs/wire';
import { marksReply, readJson, route, setMarks } from '@/lib/server';

export const dynamic = 'force-dynamic';

interface Params {
  readonly id: string;
}

export const GET = route<Params>((app, _request, { id }) => marksReply(app.store.marks, id));

export const PUT = route<Params>(async (app, request, { id }) =>
  setMarks(app.store.marks, { id, marks: await readJson(request, runMarksSchema), at: Date.now() }),
);
