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
import { backendsQuerySchema, newServerSchema } from '@/lib/backends/status';

export const dynamic = 'force-dynamic';

/** A page that shows each server as it answers asks again. */
const soonMs = 700;

export const GET = route(async (app, request) => {
  const { recheck, soon } = readQuery(request, backendsQuerySchema);
  const patience = soon === '1' ? { patienceMs: soonMs } : {};
  const isOwner = visitorHere()?.role === 'owner';
  return jsonReply({ backends: await statusesFor(isOwner, app.models, { isFresh: recheck === '1', ...patience }) });
});

export const POST = route(async (app, request) => {
  checkFromThisMachine(request, 'Adding a server', app.settings);
  return jsonReply(await addBackend(app, await readJson(request, newServerSchema)), 201);
});
