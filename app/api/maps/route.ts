import { jsonReply, route } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const GET = route(async (app) => jsonReply({ maps: await app.maps.list() }));
