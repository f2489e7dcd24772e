import { exportQuerySchema } from '@/lib/experiments/wire';
import { exportReply, readQuery, route } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const GET = route<{ readonly id: string }>((app, request, { id }) =>
  exportReply(app.experimentCurves, id, { ...readQuery(request, exportQuerySchema), format: 'jsonl' }));
