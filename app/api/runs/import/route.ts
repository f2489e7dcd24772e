import { importLive, importRun, jsonReply, readQuery, route } from '@/lib/server';
import { importQuerySchema } from '@/lib/runs/wire';

export const dynamic = 'force-dynamic';

export const POST = route(async (app, request) => {
  const { live } = readQuery(request, importQuerySchema);
  const runId =
    live === undefined
      ? await importRun(request, { log: app.store.runs, threads: app.importThreads, now: () => Date.now() })
      : await importLive(request, { log: app.store.runs, feed: app.feed, now: () => Date.now(), report: app.report });
  return jsonReply({ runId }, 201);
});
