import { checkFromThisMachine, jsonReply, route } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const POST = route(async (app, request) => {
  checkFromThisMachine(request, 'Looking for servers', app.settings);
  return jsonReply({ servers: await app.models.discover(request.signal) });
});
