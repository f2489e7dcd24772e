import { experimentCommandSchema } from '@/lib/experiments/wire';
import { jsonReply, readJson, route } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const POST = route<{ readonly id: string }>(async (app, request, { id }) => {
  await app.experiments.command(id, await readJson(request, experimentCommandSchema));
  return jsonReply({}, 202);
});
