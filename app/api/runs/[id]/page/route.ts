import { savedRunQuerySchema } from '@/lib/runs/wire';
import { readQuery, route, savedRunReply } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const GET = route<{ readonly id: string }>(async (app, request, { id }) => {
  await app.registry.checkExists(id);
  const { marks } = readQuery(request, savedRunQuerySchema);
  return savedRunReply(
    { log: app.store.runs, marks: marks === undefined ? undefined : await app.store.marks.of(id) },
    id,
    { root: app.settings.root, now: Date.now },
  );
});
