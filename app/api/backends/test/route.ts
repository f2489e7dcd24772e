import { jsonReply, readJson, route } from '@/lib/server';
import { backendTestSchema } from '@/lib/backends/status';

export const dynamic = 'force-dynamic';

export const POST = route(async (app, request) => {
  const { role, name } = await readJson(request, backendTestSchema);
  return jsonReply(await app.models.test(role, name, request.signal));
});
