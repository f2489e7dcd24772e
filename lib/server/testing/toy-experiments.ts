/** Experiments over a real store and ports without a server: what a process is made of, for tests. */
import { readBackends } from '@/lib/backends';
import { problemsOf, type SearchJobs } from '@/lib/experiments';
import { experimentSpecSchema, type ExperimentSpec } from '@/lib/experiments/model';
import { createOwner, RunFeed } from '@/lib/runs';
import type { Policy, Verifier } from '@/lib/search';
import { openStore, type Store } from '@/lib/store';
import { toyModels } from '../../search/testing/toy';
import { ExperimentReader, type ExperimentReaderOptions } from '../experiments/experiment-reader';
import { ExperimentRegistry } from '../experiments/experiment-registry';
import { InProcessWork } from '../experiments/in-process-work';
import { QueuedWork } from '../experiments/queued-work';
import { StrategyMaps } from '../maps/strategy-maps';
import { RunRegistry } from '../runs/run-registry';

export const toyProblems = Array.from({ length: 12 }, (_, i) => ({
  uniqueId: `p${i}`,
  text: `Problem ${i}.`,
  answer: String(i % 5),
  level: 1 + (i % 5),
  subject: i % 2 === 0 ? 'even' : 'odd',
}));

export function toyGrid(more: Partial<ExperimentSpec> = {}): ExperimentSpec {
  const config = { maxSteps: 5, maxTokens: 60, maxStepTokens: 12 };
  return experimentSpecSchema.parse({
    name: 'toy',
    problems: { set: 'toy' },
    strategies: [
      { strategy: 'greedy', budgets: [1], config },
      { strategy: 'best-of-n', budgets: [1, 4], config },
      { strategy: 'beam-search', budgets: [4], config },
      { strategy: 'dvts', budgets: [4, 8], config },
    ],
    policies: ['toy policy'],
    verifiers: ['toy verifier'],
    baselines: ['toy baseline'],
    seeds: [1, 2],
    ...more,
  });
}

export interface ToyHouse {
  readonly store: Store;
  readonly runs: RunRegistry;
  readonly experiments: ExperimentRegistry;
  readonly reader: ExperimentReader;
  readonly reports: string[];
  /** Searches that ask a model at this moment, and the most there ever were. */
  readonly asking: { now: number; most: number };
  readonly priorities: Set<string>;
  close(): Promise<void>;
}

export interface ToyHouseOptions {
  readonly path: string;
  readonly maxSearches?: number;
  /** Of the models; absent: more than anybody asks for. */
  readonly room?: () => number;
  /** Time that a token takes. */
  readonly tokenMs?: number;
  /** Waited for before jobs are taken, and before a search has its log. */
  readonly held?: (before: 'jobs' | 'log') => Promise<void>;
  readonly recorded?: ExperimentReaderOptions['recorded'];
  /** Absent: there are none. */
  readonly maps?: StrategyMaps;
  /** Throws what a server would. */
  readonly trouble?: () => Error | undefined;
}

const { policies, verifiers } = readBackends(
  {
    policies: ['toy policy', 'toy baseline'].map((name) => ({
      name,
      url: 'http://127.0.0.1:9',
      model: 'toy',
      kind: 'vllm',
      parametersB: 0.002,
    })),
    verifiers: [{ name: 'toy verifier', url: 'http://127.0.0.1:9', model: 'toy', kind: 'rlhflow-prm' }],
  },
  { env: {} },
);

export async function toyHouse({
  path,
  maxSearches = 4,
  room = () => Infinity,
  tokenMs = 1,
  held = async () => undefined,
  recorded,
  maps,
  trouble,
}: ToyHouseOptions): Promise<ToyHouse> {
  const store = await openStore(path);
  const reports: string[] = [];
  const report = (message: string, error?: unknown) => {
    reports.push(`${message} ${error instanceof Error ? (error.stack ?? error.message) : ''}`);
  };
  const owner = createOwner();
  const asking = { now: 0, most: 0 };
  const priorities = new Set<string>();
  const now = () => Date.now();
  const toy: { readonly policy: Policy; readonly verifier: Verifier } = toyModels();
  const policy: Policy = {
    ...toy.policy,
    async *propose(request, signal) {
      asking.most = Math.max(asking.most, ++asking.now);
      try {
        const failure = trouble?.();
        if (failure !== undefined) throw failure;
        for await (const proposals of toy.policy.propose(request, signal)) {
          const tokens = proposals.reduce((sum, each) => sum + (each.type === 'text' ? each.tokens : 0), 0);
          if (tokenMs > 0)
            await new Promise((resolve) => {
              setTimeout(resolve, tokenMs * Math.max(1, tokens));
            });
          yield proposals;
        }
      } finally {
        asking.now--;
      }
    },
  };
  const create: Store['runs']['create'] = async (run) => {
    await held('log');
    return store.runs.create(run);
  };
  const runs = new RunRegistry({
    log: { ...store.runs, create },
    feed: new RunFeed(),
    now,
    owner,
    maxRunning: 2,
    report,
    isRepaired: async () => false,
    modelsFor: async (_, __, priority) => {
      priorities.add(priority);
      return { policy, verifier: toy.verifier };
    },
  });
  const find = <B extends { readonly name: string }>(all: readonly B[], name: string | undefined): B => {
    const found = all.find((each) => each.name === name);
    if (found === undefined) throw new Error(`no ${name}`);
    return found;
  };
  const making = { store: store.experiments, log: store.runs, runs, now, report, maxSearches, room };
  const jobs = await store.openJobs((error) => report('jobs', error));
  const take: SearchJobs['take'] = async (...asked) => {
    await held('jobs');
    return jobs!.take(...asked);
  };
  const kinds = policies.flatMap(({ name: policy }) =>
    [undefined, 'toy verifier'].map((verifier) => ({ policy, verifier })),
  );
  const experiments = new ExperimentRegistry({
    store: store.experiments,
    work:
      jobs === undefined
        ? new InProcessWork({ ...making, owner })
        : new QueuedWork({ ...making, jobs: { ...jobs, take }, kinds: () => kinds }),
    now,
    models: {
      policy: (name) => find(policies, name),
      verifier: (name) => find(verifiers, name),
      resolved: async (backend) => backend,
      whyUnfit: async () => undefined,
      verifierRef: () => toy.verifier.ref,
    },
    problems: { selected: async (asked) => problemsOf(toyProblems, asked) },
    maps: maps ?? new StrategyMaps({ shipped: '', own: '', report }),
  });
  const reader = new ExperimentReader({
    store: store.experiments,
    recorded,
    now,
    workingSince: (id) => experiments.workingSince(id),
    standsBecause: (id) => experiments.standsBecause(id),
  });
  await runs.open();
  await experiments.open();
  return {
    store,
    runs,
    experiments,
    reader,
    reports,
    asking,
    priorities,
    async close() {
      await experiments.stop();
      await runs.stop();
      await store.close();
    },
  };
}
