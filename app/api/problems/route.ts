import { problemQuerySchema } from '@/lib/problems/wire';
import { jsonReply, readQuery, route } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const GET = route(async (app, request) =>
  jsonReply(await app.problems.list(readQuery(request, problemQuerySchema))),
);
