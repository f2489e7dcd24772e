import type { z } from 'zod';
import { changeBackend, checkFromThisMachine, jsonReply, readJson, route } from '@/lib/server';
import { backendTestSchema, serverChangeSchema } from '@/lib/backends/status';

export const dynamic = 'force-dynamic';

interface Params {
  readonly role: string;
  readonly name: string;
}

/** What is none is in no configuration file. */
function placeOf({ role, name }: Params): z.infer<typeof backendTestSchema> {
  return backendTestSchema.parse({ role: role === 'verifier' ? 'verifier' : 'policy', name });
}

export const PATCH = route<Params>(async (app, request, params) => {
  checkFromThisMachine(request, 'Changing a server', app.settings);
  return jsonReply(await changeBackend(app, placeOf(params), await readJson(request, serverChangeSchema)));
});

export const DELETE = route<Params>(async (app, request, params) => {
  checkFromThisMachine(request, 'Removing a server', app.settings);
  return jsonReply(await changeBackend(app, placeOf(params), undefined));
});
