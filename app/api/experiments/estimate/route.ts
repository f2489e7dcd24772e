import { experimentSpecSchema } from '@/lib/experiments/model';
import { jsonReply, readJson, route } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const POST = route(async (app, request) =>
  jsonReply(await app.experiments.estimate(await readJson(request, experimentSpecSchema))),
);
