import { importRun, jsonReply, route } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const POST = route(async (app, request) =>
  jsonReply({ runId: await importRun(request, app.store.runs, Date.now()) }, 201),
);
