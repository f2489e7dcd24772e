import { route } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const DELETE = route<{ readonly name: string }>(async (app, _request, { name }) => {
  await app.problems.remove(name);
  return new Response(null, { status: 204 });
});
