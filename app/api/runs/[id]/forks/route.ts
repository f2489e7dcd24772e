import { forkRunSchema } from '@/lib/runs/wire';
import { forkRun, jsonReply, readJson, route } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const POST = route<{ readonly id: string }>(async (app, request, { id }) =>
  jsonReply({ runId: await forkRun(id, await readJson(request, forkRunSchema), app, request.signal) }, 201),
);
