/** The call that writes a branch on to its end several times. As in `api.ts`, the reply is checked. */
import { revivedSchema, type Revived, type ReviveRequest } from '@/lib/runs/wire';
import { json, post } from './api';

/** Many continuations of a slow server take a while; the run's own page says that they are on their way. */
const limitMs = 180_000;

export function reviveBranch(runId: string, wish: ReviveRequest, signal?: AbortSignal): Promise<Revived> {
  return json(revivedSchema, `/api/runs/${encodeURIComponent(runId)}/revivals`, { ...post(wish), signal, limitMs });
}
