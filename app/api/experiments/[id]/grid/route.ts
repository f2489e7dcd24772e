import { gridQuerySchema } from '@/lib/experiments/wire';
import { gridReply, readQuery, route } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const GET = route<{ readonly id: string }>((app, request, { id }) =>
  gridReply(app.experimentReader, id, readQuery(request, gridQuerySchema)),
);
