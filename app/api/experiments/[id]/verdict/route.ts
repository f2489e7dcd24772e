import { verdictQuerySchema } from '@/lib/experiments/wire';
import { readQuery, route, verdictReply } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const GET = route<{ readonly id: string }>((app, request, { id }) =>
  verdictReply(app.experimentCurves, id, readQuery(request, verdictQuerySchema)),
);
