import { experimentSpecSchema } from '@/lib/experiments/model';
import { jsonReply, readJson, route } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const GET = route(async (app) => jsonReply({ experiments: await app.experimentReader.list() }));

export const POST = route(async (app, request) => {
  const spec = await readJson(request, experimentSpecSchema);
  return jsonReply({ id: await app.experiments.start(spec, request.signal) }, 201);
});
