/**
 * Servers as they are added, changed and removed on the Backends page: written into the configuration, and taken up at once.
 */
import { BackendConfigError } from '@/lib/backends';
import type { NewServer, ServerChange } from '@/lib/backends/status';
import { fillText, otherFailures } from '@/lib/words';
import { ApiError, isOf } from '../http/api-error';
import { addToConfigFile, changeInConfigFile } from '../settings/config-file';
import { sourceOf } from '../settings/settings';
import type { Settings } from '../settings/settings';
import type { Models } from './models';

interface Configured {
  readonly settings: Settings;
  readonly models: Models;
}

interface Written {
  readonly name: string;
  readonly file: string;
}

/** Throws ApiError 400 when it cannot be used as it is; nothing is written then. */
export async function addBackend(app: Configured, { role, apiKey, ...server }: NewServer): Promise<Written> {
  const variable = /^\$(\w+)$/.exec(apiKey ?? '')?.[1];
  const key = apiKey === undefined ? {} : variable === undefined ? { apiKey } : { apiKeyEnv: variable };
  const entry = Object.fromEntries(Object.entries({ ...server, ...key }).filter(([, value]) => value !== undefined));
  return writing(app, server.name, () => addToConfigFile(app.settings, listOf(role), entry));
}

/** Of a server in the configuration file. Its key, and whatever else is not named, stays. Throws ApiError 400 and 404. */
export async function changeBackend(
  app: Configured,
  { role, name }: { readonly role: NewServer['role']; readonly name: string },
  change: ServerChange | undefined,
): Promise<Written> {
  return writing(app, change?.name ?? name, async () => {
    const isFound = await changeInConfigFile(app.settings, { list: listOf(role), name }, (entry) => {
      if (change === undefined) return undefined;
      // One address takes the place of several.
      const { urls: _, ...rest } = entry;
      return { ...(change.url === undefined ? entry : rest), ...change };
    });
    if (!isFound)
      throw new ApiError(
        'not-found',
        `There is no ${role} “${name}” in ${sourceOf(app.settings)}; only what stands there can be changed here.`,
      );
  });
}

function listOf(role: NewServer['role']): 'policies' | 'verifiers' {
  return role === 'policy' ? 'policies' : 'verifiers';
}

async function writing({ settings, models }: Configured, name: string, write: () => Promise<void>): Promise<Written> {
  try {
    await write();
    models.reload();
  } catch (error) {
    if (!isOf(BackendConfigError, 'BackendConfigError', error)) throw error;
    throw new ApiError('bad-request', fillText(otherFailures.configuration, { message: error.message }), {
      issues: error.issues,
    });
  }
  return { name, file: sourceOf(settings) };
}
