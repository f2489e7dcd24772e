import { curvesQuerySchema } from '@/lib/experiments/wire';
import { curvesReply, readQuery, route } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const GET = route<{ readonly id: string }>((app, request, { id }) =>
  curvesReply(app.experimentCurves, id, readQuery(request, curvesQuerySchema)),
);
