import { logReply, packedReply, route } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const GET = route<{ readonly id: string }>(async (app, request, { id }) => {
  const isOver = await app.registry.isOver(id);
  const reply = logReply({ log: app.store.runs, feed: app.feed, runId: id }, request, app.closing);
  // Entries of a run that goes on are seen as they come, and none waits for the next to be packed with.
  return isOver ? packedReply(reply) : reply;
});
