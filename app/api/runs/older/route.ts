import { olderRunsQuerySchema } from '@/lib/runs/wire';
import { countOlder, jsonReply, readQuery, route } from '@/lib/server';

export const dynamic = 'force-dynamic';

/** How many runs would be deleted. */
export const GET = route(async (app, request) =>
  jsonReply({ runs: await countOlder(readQuery(request, olderRunsQuerySchema).days, { ...app, now: Date.now }) }),
);
