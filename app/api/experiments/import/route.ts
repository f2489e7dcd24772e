import { importExperimentQuerySchema } from '@/lib/experiments/wire';
import { importExperiment, jsonReply, readQuery, route } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const POST = route(async (app, request) =>
  jsonReply(
    await importExperiment(request, readQuery(request, importExperimentQuerySchema), {
      store: app.store,
      processes: app.importProcesses,
      problemsOf: (set) => app.problems.selected({ set }),
      now: () => Date.now(),
    }),
    201,
  ),
);
