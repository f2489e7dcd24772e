import { healthOf, jsonReply, route, visitorHere } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const GET = route(async (app) => {
  const { status, parts } = await healthOf(app.store, app.models);
  // Names and addresses of servers are for those who have a token.
  const isStranger = visitorHere()?.role === 'stranger';
  return jsonReply(isStranger ? { status } : { status, parts }, status === 'ok' ? 200 : 503);
});
