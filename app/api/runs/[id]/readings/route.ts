import { readAgainSchema } from '@/lib/runs/wire';
import { jsonReply, readAgain, readJson, route } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const POST = route<{ readonly id: string }>(async (app, request, { id }) =>
  jsonReply(await readAgain(id, await readJson(request, readAgainSchema), app, request.signal)),
);
