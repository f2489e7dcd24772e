import { route, savedRunReply } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const GET = route<{ readonly id: string }>(async (app, _request, { id }) => {
  await app.registry.checkExists(id);
  return savedRunReply(app.store.runs, id, { root: app.settings.root, now: Date.now });
});
