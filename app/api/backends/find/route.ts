import { checkFromThisMachine, jsonReply, readJson, route } from '@/lib/server';
import { serverAddressSchema } from '@/lib/backends/status';

export const dynamic = 'force-dynamic';

export const POST = route(async (app, request) => {
  checkFromThisMachine(request, 'Looking for a server', app.settings);
  return jsonReply(await app.models.find(await readJson(request, serverAddressSchema), request.signal));
});
