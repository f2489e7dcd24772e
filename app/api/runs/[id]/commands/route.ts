import { runCommandSchema } from '@/lib/runs/wire';
import { jsonReply, readJson, route } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const POST = route<{ readonly id: string }>(async (app, request, { id }) => {
  await app.registry.command(id, await readJson(request, runCommandSchema));
  return jsonReply({}, 202);
});
