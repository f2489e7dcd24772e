/**
 * The configuration file as it is written by the app itself: one entry more, or another in its place, everything else as it was, all at once. What is
 * written is checked first as it will be read. Keys lie in it, so nobody but its owner may read a file made here.
 */
import { existsSync, readFileSync } from 'node:fs';
import { rename, stat, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { BackendConfigError, readBackends } from '@/lib/backends';
import { isEmptyConfig, sourceOf } from './settings';
import type { Settings } from './settings';

const fileSchema = z.looseObject({
  policies: z.array(z.unknown()).optional(),
  verifiers: z.array(z.unknown()).optional(),
});

const entrySchema = z.looseObject({ name: z.string() });

const ownerOnly = 0o600;

type List = 'policies' | 'verifiers';
type Entry = Readonly<Record<string, unknown>>;

/**
 * Adds `entry` to one of the lists. Throws BackendConfigError that names what is wrong with the entry, or with the file;
 * nothing is written then.
 */
export async function addToConfigFile(settings: Settings, list: List, entry: Entry): Promise<void> {
  return rewrite(settings, list, (entries) => [...entries, entry]);
}

/**
 * Puts what `change` makes of it in the place of the entry of that name; undefined removes it. False: there is none. Throws
 * BackendConfigError; nothing is written then.
 */
export async function changeInConfigFile(
  settings: Settings,
  { list, name }: { readonly list: List; readonly name: string },
  change: (entry: Entry) => Entry | undefined,
): Promise<boolean> {
  let isFound = false;
  await rewrite(settings, list, (entries) => {
    const after = entries.flatMap((entry) => {
      const named = entrySchema.safeParse(entry);
      if (!named.success || named.data.name !== name) return [entry];
      isFound = true;
      return change(named.data) ?? [];
    });
    return isFound ? after : undefined;
  });
  return isFound;
}

async function rewrite(
  settings: Settings,
  list: List,
  change: (entries: readonly unknown[]) => readonly unknown[] | undefined,
): Promise<void> {
  const { configFile, environment } = settings;
  const before = existsSync(configFile) ? parsed(readFileSync(configFile, 'utf8'), sourceOf(settings)) : {};
  const entries = change(before[list] ?? []);
  if (entries === undefined) return;
  const { [list]: _, ...rest } = before;
  // An empty list is a mistake for whoever reads the file; without any, the app's own models are left.
  const after = entries.length === 0 ? rest : { ...before, [list]: entries };
  if (!isEmptyConfig(after)) readBackends(after, { env: environment, source: sourceOf(settings) });
  const mode = existsSync(configFile) ? (await stat(configFile)).mode : ownerOnly;
  const beside = `${configFile}.${process.pid}.new`;
  await writeFile(beside, `${JSON.stringify(after, null, 2)}\n`, { mode });
  await rename(beside, configFile);
}

function parsed(text: string, source: string): z.infer<typeof fileSchema> {
  const fail = (message: string) => new BackendConfigError(source, [{ path: 'the whole file', message }]);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw fail(`is not JSON: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
  const file = fileSchema.safeParse(value);
  if (!file.success) throw fail('does not hold lists of policies and verifiers');
  return file.data;
}
