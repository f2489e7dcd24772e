import { createRunSchema, runListQuerySchema } from '@/lib/runs/wire';
import { jsonReply, readJson, readQuery, route, specOf } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const GET = route(async (app, request) =>
  jsonReply(await app.registry.list(readQuery(request, runListQuerySchema))),
);

export const POST = route(async (app, request) => {
  const spec = await specOf(await readJson(request, createRunSchema), app, request.signal);
  return jsonReply({ runId: await app.registry.start(spec) }, 201);
});
