import { logReply, route } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const GET = route<{ readonly id: string }>(async (app, request, { id }) => {
  await app.registry.checkExists(id);
  const { runs: log, marks } = app.store;
  return logReply({ log, marks, feed: app.feed, runId: id }, request, app.closing);
});
