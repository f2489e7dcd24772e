import { jsonReply, route } from '@/lib/server';
import type { MapList } from '@/lib/experiments/map/wire';

export const dynamic = 'force-dynamic';

export const GET = route(async (app) => jsonReply({ maps: await app.maps.list() } satisfies MapList));
