/** A branch written on to its end, over the store; the models are the toy ones, asked once more by hand. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extractAnswer, gradeAnswer } from '@/lib/answers';
import { loadRun } from '@/lib/runs';
import { revivedSchema } from '@/lib/runs/wire';
import { promptOf, reviveRequest, textOf, type SearchState } from '@/lib/search';
import type { Store } from '@/lib/store';
import { toyModels } from '../../search/testing/toy';
import { openToyRuns, toyBeam, type ToyRuns } from '../testing/toy-runs';
import { reviveBranch, type ReviveDependencies } from './revive-run';
import type { RunRegistry } from './run-registry';

const { signal } = new AbortController();
let runs: ToyRuns;
let store: Store;
let registry: RunRegistry;
let app: ReviveDependencies;
let runId: string;
let state: SearchState;

beforeAll(async () => {
  runs = await openToyRuns();
  ({ store, registry } = runs);
  app = { registry, store, models: { forRun: async () => toyModels() } };
  runId = await registry.start(toyBeam);
  ({ state } = await runs.whenOver(runId));
});
afterAll(() => runs.close());

const cutNodes = () =>
  [...state.nodes.values()].filter(({ decision, finish }) => decision?.fate === 'cut' && finish === 'step');

/** One continuation, asked for alone. */
async function writtenOn(node: string, index: number): Promise<{ readonly text: string; readonly finish: string }> {
  const request = reviveRequest(state, node, { times: 1 });
  let [text, finish] = ['', ''];
  const alone = { ...request, count: 1, seed: request.seed + index, session: 'test', onNotice: () => undefined };
  for await (const proposals of toyModels().policy.propose(alone, signal))
    for (const proposal of proposals)
      if (proposal.type === 'text') text += proposal.text;
      else if (proposal.type === 'finish') finish = proposal.finish;
  return { text, finish };
}

describe('a branch that is revived', () => {
  it('is counted as its continuations come out one by one, and leaves the run as it is', async () => {
    const before = await loadRun(store.runs, runId);
    const nodes = cutNodes();
    expect(nodes.length).toBeGreaterThan(3);
    for (const { id } of nodes.slice(0, 5)) {
      const revived = revivedSchema.parse(await reviveBranch(runId, { node: id, times: 16 }, app, signal));
      const alone = await Promise.all(Array.from({ length: 16 }, (_, i) => writtenOn(id, i)));
      const answers = alone.map(({ text, finish }) =>
        finish === 'eos' ? extractAnswer(textOf(state, id) + text) : undefined,
      );
      expect(revived.times).toBe(16);
      expect(revived.right).toBe(answers.filter((answer) => gradeAnswer(answer, '3') === 'right').length);
      expect(revived.answers.reduce((sum, { count }) => sum + count, revived.unanswered)).toBe(16);
      expect(revived.answers.filter(({ isRight }) => isRight).reduce((sum, { count }) => sum + count, 0)).toBe(
        revived.right,
      );
    }
    expect((await loadRun(store.runs, runId)).lastSeq).toBe(before.lastSeq);
  });

  it('goes on from the words and the prompt of the run, with seeds that the search never uses, within the budget named', () => {
    const [{ id, text } = { id: '', text: '' }] = cutNodes();
    const request = reviveRequest(state, id, { times: 5, maxTokens: 4 });
    expect(request).toMatchObject({ count: 5, maxTokens: 4, stop: [], prompt: promptOf(state, id) });
    expect(request.prefix.map((step) => step.text).join('')).toBe(textOf(state, id));
    expect(request.prefix.at(-1)?.text).toBe(text);
    expect(request.seed).toBeLessThan(2 ** 31);
    const deterministic = { ...state, spec: { ...state.spec!, config: { ...state.spec!.config, temperature: 0 } } };
    expect(reviveRequest(deterministic, id, { times: 5 }).count).toBe(1);
  });

  it('says why nothing can follow', async () => {
    const ended = [...state.nodes.values()].find(({ finish }) => finish === 'eos')!;
    await expect(reviveBranch(runId, { node: ended.id, times: 1 }, app, signal)).rejects.toThrow('Nothing can follow');
    await expect(reviveBranch(runId, { node: '0.99', times: 1 }, app, signal)).rejects.toThrow('There is no step 0.99');
    await expect(reviveBranch('nothing', { node: '0', times: 1 }, app, signal)).rejects.toThrow('There is no run');
  });
});
