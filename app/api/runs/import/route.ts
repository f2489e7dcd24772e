import { importLive, importRun, jsonReply, readQuery, route } from '@/lib/server';
import { importQuerySchema } from '@/lib/runs/wire';

export const dynamic = 'force-dynamic';

export const POST = route(async (app, request) => {
  const { live } = readQuery(request, importQuerySchema);
  const into = { log: app.store.runs, marks: app.store.marks, now: () => Date.now() };
  const runId =
    live === undefined
      ? await importRun(request, { ...into, processes: app.importProcesses })
      : await importLive(request, { ...into, feed: app.feed, report: app.report });
  return jsonReply({ runId }, 201);
});
