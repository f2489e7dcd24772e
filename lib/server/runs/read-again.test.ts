/** Steps of a run read to another verifier, over the store; the models are the toy ones. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadRun } from '@/lib/runs';
import { readAgainReplySchema } from '@/lib/runs/wire';
import { BackendError, pathOf, type SearchState, type Verifier } from '@/lib/search';
import type { Store } from '@/lib/store';
import { toyModels } from '../../search/testing/toy';
import { openToyRuns, toyBeam, type ToyRuns } from '../testing/toy-runs';
import { readAgain, type ReadAgainDependencies } from './read-again';
import type { RunRegistry } from './run-registry';

const { signal } = new AbortController();
let runs: ToyRuns;
let store: Store;
let registry: RunRegistry;
let runId: string;
let state: SearchState;

beforeAll(async () => {
  runs = await openToyRuns();
  ({ store, registry } = runs);
  runId = await registry.start(toyBeam);
  ({ state } = await runs.whenOver(runId));
});
afterAll(() => runs.close());

/** Counts the texts that it is shown, and answers as it is told, or as the toy one does. */
function appWith(score?: Verifier['score']): ReadAgainDependencies & { readonly shown: string[] } {
  const { verifier } = toyModels();
  const shown: string[] = [];
  const port: Verifier = {
    ref: { ...verifier.ref, name: 'second', recommendedAggregation: 'min' },
    score: (request, ...rest) => {
      shown.push(...request.paths.map(({ steps }) => steps.map(({ text }) => text).join('')));
      return (score ?? verifier.score)(request, ...rest);
    },
  };
  return { registry, store, models: { verifierPort: async () => port }, shown };
}

const decided = () => [...state.nodes.values()].filter(({ decision }) => decision !== undefined).map(({ id }) => id);

describe('steps that another verifier reads', () => {
  it('have a score each, are shown once for each text, and leave the run as it is', async () => {
    const before = await loadRun(store.runs, runId);
    const app = appWith();
    const ends = decided();
    const reply = readAgainReplySchema.parse(await readAgain(runId, { verifier: 'second', ends }, app, signal));
    expect(reply.aggregation).toBe('min');
    // The same verifier as in the run says what it said there.
    for (const each of reply.said) {
      const { score } = state.nodes.get(each.node)!;
      if (score !== undefined) expect(each).toEqual({ node: each.node, score });
    }
    const onPaths = new Set(ends.flatMap((end) => pathOf(state, end).filter(({ text }) => text.trim() !== '')));
    expect(reply.said).toHaveLength(onPaths.size);
    expect(new Set(app.shown).size).toBe(app.shown.length);
    expect(await loadRun(store.runs, runId)).toEqual(before);
  });

  it('are told with the reason where it cannot read them, and nothing is told of what comes after', async () => {
    const reason = { reason: 'too-long', message: 'Too long.' } as const;
    const app = appWith(async ({ paths }) => paths.map(() => [0.5, reason]));
    const deep = decided().find((id) => pathOf(state, id).filter(({ text }) => text.trim() !== '').length > 2)!;
    const { said } = await readAgain(runId, { verifier: 'second', ends: [deep] }, app, signal);
    const [first, second] = pathOf(state, deep);
    expect(said).toEqual([
      { node: first!.id, score: 0.5 },
      { node: second!.id, ...reason },
    ]);
  });

  it('of no run, of no step, or by a verifier that does not answer: said in words', async () => {
    const wish = { verifier: 'second', ends: ['0.0'] };
    await expect(readAgain('nothing', wish, appWith(), signal)).rejects.toMatchObject({ code: 'not-found' });
    await expect(readAgain(runId, { ...wish, ends: ['0.9.9'] }, appWith(), signal)).rejects.toMatchObject({
      code: 'not-found',
      message: 'There is no step 0.9.9 in this run.',
    });
    const failure = new BackendError('unreachable', 'It is down.', { server: 'second', isRetryable: true });
    const app = appWith(async () => {
      throw failure;
    });
    await expect(readAgain(runId, wish, app, signal)).rejects.toBe(failure);
  });
});
