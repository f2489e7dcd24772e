import { jsonReply, route } from '@/lib/server';

export const dynamic = 'force-dynamic';

interface Params {
  readonly id: string;
}

export const GET = route<Params>(async (app, _request, { id }) => jsonReply(await app.registry.summary(id)));

export const DELETE = route<Params>(async (app, _request, { id }) => {
  await app.registry.remove(id);
  return new Response(null, { status: 204 });
});
