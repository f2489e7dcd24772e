/** What is kept in memory of results, over a store that plays a script. */
import { describe, expect, it } from 'vitest';
import { cellsOf, type ExperimentEntry, type ExperimentStore, type KeptResult } from '@/lib/experiments';
import { experimentSpecSchema } from '@/lib/experiments/model';
import { ExperimentReader } from './experiment-reader';

const spec = experimentSpecSchema.parse({
  name: 'grid',
  problems: { set: 'made' },
  strategies: [{ strategy: 'majority', budgets: [1] }],
  policies: ['policy'],
});
const cells = [...cellsOf(spec)];
const started: ExperimentEntry = {
  seq: 1,
  at: 0,
  event: {
    type: 'experiment-started',
    version: 1,
    origin: 'measured',
    spec,
    cells,
    problems: [{ uniqueId: 'p', text: 'A problem.', answer: '3' }],
    models: [],
    policies: [],
    verifiers: [],
  },
};
const none = { prompt: 0, cached: 0, completion: 0, calls: 0 };
const result: KeptResult = {
  runId: 'r',
  cell: cells[0]!.id,
  problem: 'p',
  seed: 0,
  solutions: [],
  isCorrect: { majority: false, best: false, weighted: false },
  policy: none,
  verifier: none,
  seconds: 1,
};

describe('digests', () => {
  it('of results that an older version wrote are made anew until these are, and then kept', async () => {
    const asked: string[] = [];
    const replies: KeptResult[] = [
      { ...result, seconds: 999, isOld: true },
      { ...result, seconds: 999, isOld: true },
      result,
    ];
    const store: Pick<ExperimentStore, 'entries' | 'resultIds' | 'results'> = {
      entries: async (_id, after) => (after === 0 ? [started] : []),
      resultIds: async () => ['r'],
      results: async (ids) => {
        asked.push(...ids);
        return [replies.shift()!];
      },
    };
    const reader = new ExperimentReader({
      store: store as ExperimentStore,
      now: () => 1_000,
      workingSince: () => undefined,
    });
    const seconds = async () => (await reader.experimentData('e')).data.digests.map((digest) => digest.seconds);
    expect([await seconds(), await seconds(), await seconds(), await seconds()]).toEqual([[999], [999], [1], [1]]);
    expect(asked).toHaveLength(3);
  });
});
