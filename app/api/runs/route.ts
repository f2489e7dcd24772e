import { createRunSchema, runListQuerySchema } from '@/lib/runs/wire';
import { jsonReply, readJson, readQuery, route, specOf } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const GET = route(async (app, request) =>
  jsonReply(await app.registry.list(readQuery(request, runListQuerySchema))),
);

export const POST = route(async (app, request) => {
  const wanted = await readJson(request, createRunSchema);
  const spec = await specOf(wanted, app, request.signal);
  return jsonReply({ runId: await app.registry.start(spec, wanted.breakpoints) }, 201);
});
