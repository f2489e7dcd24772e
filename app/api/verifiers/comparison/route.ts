import { comparisonReply, readJson, route } from '@/lib/server';
import { comparisonQuerySchema } from '@/lib/verifier-lab/wire';

export const dynamic = 'force-dynamic';

export const POST = route(async (app, request) =>
  comparisonReply(app.secondOpinions, await readJson(request, comparisonQuerySchema)),
);
