import { reviveSchema } from '@/lib/runs/wire';
import { jsonReply, readJson, reviveBranch, route } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const POST = route<{ readonly id: string }>(async (app, request, { id }) =>
  jsonReply(await reviveBranch(id, await readJson(request, reviveSchema), app, request.signal)),
);
