import { z } from 'zod';
import {
  addBackend,
  checkFromThisMachine,
  jsonReply,
  readJson,
  readQuery,
  route,
  statusesFor,
  visitorHere,
} from '@/lib/server';
import { newServerSchema } from '@/lib/backends/status';

export const dynamic = 'force-dynamic';

const querySchema = z.strictObject({
  recheck: z.enum(['0', '1']).default('0'),
  /** Answer soon, with what is known by then. */
  soon: z.enum(['0', '1']).default('0'),
});
/** A page that shows each server as it answers asks again. */
const soonMs = 700;

export const GET = route(async (app, request) => {
  const { recheck, soon } = readQuery(request, querySchema);
  const patience = soon === '1' ? { patienceMs: soonMs } : {};
  const isOwner = visitorHere()?.role === 'owner';
  return jsonReply({ backends: await statusesFor(isOwner, app.models, { isFresh: recheck === '1', ...patience }) });
});

export const POST = route(async (app, request) => {
  checkFromThisMachine(request, 'Adding a server', app.settings);
  return jsonReply(await addBackend(app, await readJson(request, newServerSchema)), 201);
});
