import { healthOf, jsonReply, route } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const GET = route(async (app) => {
  const health = await healthOf(app.store, app.models);
  return jsonReply(health, health.status === 'ok' ? 200 : 503);
});
