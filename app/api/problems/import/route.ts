import { importQuerySchema } from '@/lib/problems/wire';
import { importSet, jsonReply, readQuery, route } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const POST = route(async (app, request) =>
  jsonReply(
    await importSet(request, readQuery(request, importQuerySchema), {
      problems: app.problems,
      store: app.store.problems,
      processes: app.setProcesses,
      settings: app.settings,
    }),
    201,
  ),
);
