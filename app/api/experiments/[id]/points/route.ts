import { pointQuerySchema } from '@/lib/experiments/wire';
import { pointReply, readQuery, route } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const GET = route<{ readonly id: string }>((app, request, { id }) =>
  pointReply(app.experimentReader, id, readQuery(request, pointQuerySchema)),
);
