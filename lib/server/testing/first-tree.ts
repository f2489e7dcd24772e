/**
 * For tests and benches: the way of somebody with an address to their first tree, by what the form and the start page call:
 * looks what is there, writes it down as proposed, has a run checked and made. Each leg is timed; draws nothing.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBackendContext } from '@/lib/backends';
import type { BackendContext } from '@/lib/backends';
import type { FoundServer, ServerAddress } from '@/lib/backends/status';
import { applyEvents, initialState, logVersion, search } from '@/lib/search';
import type { Problem, SearchEvent, SearchState, StrategyName } from '@/lib/search';
import { addBackend } from '../models/add-backend';
import { Models } from '../models/models';
import { specOf } from '../runs/create-run';
import { readConfiguredBackends, readSettings } from '../settings/settings';

export interface Newcomer {
  readonly models: Models;
  readonly context: BackendContext;
  /** What *Look* finds at an address. */
  look(address: ServerAddress): Promise<FoundServer>;
  /** What was found, written down as it was proposed. */
  add(asked: ServerAddress, found: FoundServer): Promise<void>;
  /** Throws ApiError where the run is refused before it starts, BackendError where it failed. */
  run(asked: RunAsked): Promise<FirstTree>;
  leave(): Promise<void>;
}

export interface RunAsked {
  readonly problem: Problem;
  readonly strategy: StrategyName;
  readonly config?: object;
}

export interface FirstTree {
  readonly state: SearchState;
  /** From the start of the run, in milliseconds. */
  readonly firstStepMs: number | undefined;
  readonly endMs: number;
}

const never = new AbortController().signal;

/** Somebody who has installed Longthink, in a folder of their own without a configuration file. */
export function newcomer(context: BackendContext = createBackendContext()): Newcomer {
  const folder = mkdtempSync(join(tmpdir(), 'longthink-newcomer-'));
  const settings = readSettings(folder, {});
  const read = () => readConfiguredBackends(settings, undefined);
  const models = new Models({ read, context, bundled: undefined, now: () => Date.now() });
  const noMap = () => Promise.reject(new Error('nobody has made a map'));
  const maps = { named: noMap, madeWith: () => Promise.resolve(undefined) };
  return {
    models,
    context,
    look: (address) => models.find(address, never),
    async add(asked, { url, query, apiKeyHeader, role, kind, name, model, apiPath }) {
      await addBackend({ settings, models }, { ...asked, url, query, apiKeyHeader, role, kind, name, model, apiPath });
    },
    async run(asked) {
      const begun = performance.now();
      const spec = await specOf({ ...asked, seed: 3 }, { models, maps }, never);
      const ports = await models.forRun(spec, never, 'interactive');
      const started: SearchEvent = { type: 'run-started', version: logVersion, spec };
      let state = applyEvents(initialState, [started]);
      let firstStepMs: number | undefined;
      for await (const turn of search({ state, ...ports, signal: never })) {
        state = applyEvents(state, turn);
        if (turn.some(({ type }) => type === 'node-closed')) firstStepMs ??= performance.now() - begun;
      }
      return { state, firstStepMs, endMs: performance.now() - begun };
    },
    async leave() {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
