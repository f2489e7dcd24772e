import { createRunSchema, olderRunsQuerySchema, runListQuerySchema } from '@/lib/runs/wire';
import { jsonReply, readJson, readQuery, removeOlder, route, specOf } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const GET = route(async (app, request) =>
  jsonReply(await app.registry.list(readQuery(request, runListQuerySchema))),
);

export const POST = route(async (app, request) => {
  const wanted = await readJson(request, createRunSchema);
  const spec = await specOf(wanted, app, request.signal);
  return jsonReply({ runId: await app.registry.start(spec, wanted.breakpoints) }, 201);
});

/** Only those that are older than is said; nobody deletes all by an address that lost its end. */
export const DELETE = route(async (app, request) =>
  jsonReply({ runs: await removeOlder(readQuery(request, olderRunsQuerySchema).days, { ...app, now: Date.now }) }),
);
