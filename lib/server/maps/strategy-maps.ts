/**
 * The strategy maps there are: those that ship with Longthink and those that somebody put into the data folder, a file each.
 * Read whenever they are asked for, since they are few and small. Knows no run.
 */
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { mapFileSchema, type ListedMap, type MapFile } from '@/lib/experiments/map/wire';
import type { StrategyMap } from '@/lib/search';
import { ApiError } from '../http/api-error';

export interface StrategyMapsOptions {
  /** Where they lie; either folder may be missing. */
  readonly shipped: string;
  readonly own: string;
  readonly report: (message: string, error?: unknown) => void;
}

export class StrategyMaps {
  readonly #options: StrategyMapsOptions;

  constructor(options: StrategyMapsOptions) {
    this.#options = options;
  }

  /** People's own first; of the same name one is enough. */
  async list(): Promise<readonly ListedMap[]> {
    const { own, shipped } = this.#options;
    const all = [
      ...(await this.#readFolder(own)).map((file) => ({ ...file, origin: 'own' as const })),
      ...(await this.#readFolder(shipped)).map((file) => ({ ...file, origin: 'shipped' as const })),
    ];
    return all.filter(({ map }, i) => all.findIndex((other) => other.map.name === map.name) === i);
  }

  /** Throws ApiError 400, at `path`, when there is none of this name. */
  async named(name: string, path: string): Promise<StrategyMap> {
    const all = await this.list();
    const found = all.find(({ map }) => map.name === name);
    if (found !== undefined) return found.map;
    const names = all.map(({ map }) => `“${map.name}”`).join(', ');
    const message = `there is no strategy map “${name}”; ${names === '' ? 'there are none' : `there are ${names}`}.`;
    throw new ApiError('bad-request', `The body: ${path}: ${message}`, { issues: [{ path, message }] });
  }

  /** The first that was made with these models, by what their servers call them. */
  async madeWith(policy: string, verifier: string): Promise<StrategyMap | undefined> {
    return (await this.list()).find((file) => file.policy === policy && file.verifier === verifier)?.map;
  }

  /** A file that cannot be read is reported and left out: searches do without it. */
  async #readFolder(folder: string): Promise<readonly MapFile[]> {
    const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
    const files: MapFile[] = [];
    // One after the other, so that what is left out is told in the order of the names.
    for (const name of names.toSorted()) {
      const path = join(folder, name);
      try {
        const parsed = mapFileSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
        if (parsed.success) files.push(parsed.data);
        else this.#options.report(`The strategy map ${path} is left out: ${z.prettifyError(parsed.error)}`);
      } catch (error) {
        this.#options.report(`The strategy map ${path} cannot be read and is left out.`, error);
      }
    }
    return files;
  }
}
