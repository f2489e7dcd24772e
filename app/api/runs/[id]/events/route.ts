import { z } from 'zod';
import { eventStream, logDownload, readQuery, route } from '@/lib/server';

export const dynamic = 'force-dynamic';

const querySchema = z.strictObject({ after: z.coerce.number().int().min(0).default(0) });
const lastEventIdSchema = z.coerce.number().int().min(0).catch(0);

export const GET = route<{ readonly id: string }>(async (app, request, { id }) => {
  const { after } = readQuery(request, querySchema);
  await app.registry.checkExists(id);
  const source = {
    log: app.store.runs,
    feed: app.feed,
    runId: id,
    after: Math.max(after, lastEventIdSchema.parse(request.headers.get('last-event-id') ?? 0)),
  };
  const wantsStream = request.headers.get('accept')?.includes('text/event-stream') === true;
  return wantsStream ? eventStream(source, AbortSignal.any([request.signal, app.closing])) : logDownload(source);
});
