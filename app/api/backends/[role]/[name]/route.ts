import { changeBackend, checkFromThisMachine, jsonReply, readJson, readParams, route } from '@/lib/server';
import { backendTestSchema, serverChangeSchema } from '@/lib/backends/status';

export const dynamic = 'force-dynamic';

interface Params {
  readonly role: string;
  readonly name: string;
}

export const PATCH = route<Params>(async (app, request, params) => {
  checkFromThisMachine(request, 'Changing a server', app.settings);
  return jsonReply(
    await changeBackend(app, readParams(params, backendTestSchema), await readJson(request, serverChangeSchema)),
  );
});

export const DELETE = route<Params>(async (app, request, params) => {
  checkFromThisMachine(request, 'Removing a server', app.settings);
  return jsonReply(await changeBackend(app, readParams(params, backendTestSchema), undefined));
});
