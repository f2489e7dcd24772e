import { z } from 'zod';
import { jsonReply, readQuery, route } from '@/lib/server';

export const dynamic = 'force-dynamic';

const querySchema = z.strictObject({ recheck: z.enum(['0', '1']).default('0') });

export const GET = route(async (app, request) =>
  jsonReply({ backends: await app.models.statuses(readQuery(request, querySchema).recheck === '1') }),
);
