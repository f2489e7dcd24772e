/** A server that somebody has found on the Backends page, written into the configuration and taken up at once. */
import { BackendConfigError } from '@/lib/backends';
import type { NewServer } from '@/lib/backends/status';
import { ApiError, isOf } from '../http/api-error';
import { addToConfigFile } from '../settings/config-file';
import { sourceOf } from '../settings/settings';
import type { Settings } from '../settings/settings';
import type { Models } from './models';

/** Throws ApiError 400 when it cannot be used as it is; nothing is written then. */
export async function addBackend(
  { settings, models }: { readonly settings: Settings; readonly models: Models },
  { role, apiKey, ...server }: NewServer,
): Promise<{ readonly name: string; readonly file: string }> {
  const variable = /^\$(\w+)$/.exec(apiKey ?? '')?.[1];
  const key = apiKey === undefined ? {} : variable === undefined ? { apiKey } : { apiKeyEnv: variable };
  const entry = Object.fromEntries(Object.entries({ ...server, ...key }).filter(([, value]) => value !== undefined));
  try {
    await addToConfigFile(settings, role === 'policy' ? 'policies' : 'verifiers', entry);
    models.reload();
  } catch (error) {
    if (!isOf(BackendConfigError, 'BackendConfigError', error)) throw error;
    throw new ApiError('bad-request', error.message, { issues: error.issues });
  }
  return { name: server.name, file: sourceOf(settings) };
}
