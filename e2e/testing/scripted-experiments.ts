/**
 * An API of experiments that is played to a page: made-up results through the product's own statistics, commands that are
 * remembered and obeyed, faults on request. For tests of what pages show, whatever a server measures meanwhile.
 */
import type { Page, Route } from '@playwright/test';
import { madeData } from '../../lib/experiments/report/testing/made-data';
import { curvesOf, pointProblemsOf, problemGridOf, verdictOf } from '../../lib/experiments/report';
import type { ExperimentData } from '../../lib/experiments/model';
import type { Curves, PublishedRow } from '../../lib/experiments/report/curve-model';
import type { ExperimentCommand, ExperimentDetail } from '../../lib/experiments/wire';
import type { BackendStatus } from '../../lib/backends/status';
import { asText, toldAs } from '../../lib/words';

export const scriptedId = 'made-1';
export const secondId = 'made-2';
/** One figure of another benchmark. */
const publishedRows: readonly PublishedRow[] = [
  {
    model: 'Llama-3.1-70B-Instruct',
    parametersB: 70.6,
    dataset: 'MATH-500',
    method: 'greedy_cot',
    accuracy: 0.652,
    source: 'arXiv:2502.06703 Table 5',
    kind: 'table',
    confidence: 'high',
  },
];

interface Script {
  readonly status?: ExperimentDetail['status'];
  readonly origin?: ExperimentDetail['origin'];
  readonly problems?: number;
  readonly n?: number;
  /** No run is in yet. */
  readonly isEmpty?: boolean;
  readonly failures?: ExperimentDetail['failures'];
  /** There is another experiment of the same problems. */
  readonly hasSecond?: boolean;
  /** Every call is refused. */
  readonly isDown?: boolean;
}

export interface ScriptedExperiments {
  readonly commands: readonly ExperimentCommand['type'][];
  /** Ids of what was deleted. */
  readonly deleted: readonly string[];
  /** The last run comes in: the page hears of it when it asks next. */
  readonly finish: () => void;
  readonly created: readonly unknown[];
  /** Query strings of what was imported. */
  readonly imports: readonly string[];
}

const bundledSet = {
  name: 'tiny-math-500',
  problems: 500,
  isBundled: true,
  levels: [1, 2, 3, 4, 5].map((level) => ({ level, problems: 100 })),
  subjects: ['fractions', 'linear equations', 'word problems'].map((subject) => ({ subject, problems: 40 })),
};
const importReport = {
  rows: 4,
  problems: 2,
  leftOut: 2,
  columns: [
    { field: 'problem', column: 'question', rows: 4 },
    { field: 'answer', column: 'final_answer', rows: 3 },
  ],
  issues: [
    { row: 2, ...toldAs(asText('no answer')) },
    { row: 4, ...toldAs(asText('no JSON: Unexpected end of JSON input')) },
  ],
  reasons: [
    { reason: 'no answer', said: asText('no answer'), rows: 1 },
    { reason: 'no JSON', said: asText('no JSON'), rows: 1 },
  ],
  notes: [toldAs(asText('One row names its level as a word; it has none here.'))],
};
const comparison = {
  compared: 24,
  different: 1,
  differences: [{ problem: 'p2', prediction: 'pred_naive@4', theirs: '\\frac{1}{2}', ours: '2' }],
};
const scriptedBackends: readonly BackendStatus[] = (
  [
    ['policy', 'policy', 7],
    ['baseline', 'policy', 32],
    ['prm', 'verifier', 20],
  ] as const
).map(([name, role, parametersM]) => ({
  name,
  role,
  kind: 'vllm',
  url: 'http://127.0.0.1:1',
  isBundled: true,
  isReachable: true,
  parametersM,
  capabilities: {},
  load: { inFlight: 0, limit: 128 },
  checkedAt: 0,
}));

/** Beam search chooses better the more solutions it has, so that more budget buys something. */
function withChoices(data: ExperimentData): ExperimentData {
  return {
    ...data,
    digests: data.digests.map((digest) => {
      if (!digest.cell.startsWith('beam-search')) return digest;
      const chances = [digest.rightShare >= 1.6 / digest.solutions ? 1 : 0];
      return { ...digest, chances: { ...digest.chances, best: chances, weighted: chances } };
    }),
  };
}

/** By what they are made of: drawing their bands takes longer than all else that is played. */
const curves = new Map<string, Curves>();

/** Answers the page's calls about experiments from now on. */
export async function scriptExperiments(page: Page, script: Script = {}): Promise<ScriptedExperiments> {
  const {
    origin = 'measured',
    problems = 60,
    n = 16,
    isEmpty = false,
    failures = [],
    isDown = false,
    hasSecond = false,
  } = script;
  let status = script.status ?? 'finished';
  const made = withChoices(madeData({ problems, n, seeds: [0, 1] }));
  const data = isEmpty ? { ...made, digests: [] } : made;
  const planned = made.digests.length + failures.length;
  const commands: ExperimentCommand['type'][] = [];
  const deleted: string[] = [];
  const created: unknown[] = [];
  const imports: string[] = [];
  const sets = [bundledSet];
  const ids = hasSecond ? [scriptedId, secondId] : [scriptedId];
  const summary = (id = scriptedId) => ({
    id,
    createdAt: Date.now() - 3_600_000,
    spec: { ...made.spec, name: id === secondId ? 'The same again' : 'Small with search against large' },
    status,
    origin,
    problems,
    runs: { planned, finished: data.digests.length, failed: failures.length, running: status === 'running' ? 4 : 0 },
    tokens: 1_234_567,
    ...(status === 'running' ? { runsPerMinute: 42, tokensPerSecond: 1_850, etaSeconds: 754 } : {}),
  });
  const json = (route: Route, value: unknown, code = 200) =>
    route.fulfill({ status: code, contentType: 'application/json', body: JSON.stringify(value) });
  await page.route('**/api/experiments**', async (route) => {
    const request = route.request();
    const url = new URL(request.url());
    const parts = url.pathname.split('/').slice(3);
    if (isDown) return json(route, { error: { code: 'unavailable', message: 'The store does not answer.' } }, 503);
    if (parts.length === 0 && request.method() === 'POST') {
      created.push(request.postDataJSON());
      return json(route, { id: scriptedId }, 201);
    }
    if (parts.length === 0) return json(route, { experiments: ids.map((id) => summary(id)) });
    if (parts[0] === 'estimate')
      return json(route, {
        problems: 500,
        cells: 9,
        points: 24,
        runs: 4_500,
        policyTokens: 7_200_000,
        verifierTokens: 5_100_000,
        calls: 61_000,
        seconds: 5_400,
        basis: {
          en: 'Measured on 12 runs of these models on this machine.',
          zh: '根据这些模型在本机上的 12 次运行。',
        },
      });
    if (parts[0] === 'import') {
      imports.push(url.search);
      return json(
        route,
        {
          id: scriptedId,
          problems: 4,
          comparison,
          leftOut: [{ line: 3, ...toldAs(asText('4 completions, but scores for 3')) }],
          notes: [
            toldAs({
              en: 'Not read, with how often it was there: agg_scores (4).',
              zh: '未读取（括号中为出现次数）：agg_scores（4）。',
            }),
          ],
        },
        201,
      );
    }
    const [id = ''] = parts;
    if (!ids.includes(id))
      return json(route, { error: { code: 'not-found', message: 'There is no such experiment.' } }, 404);
    switch (parts[1]) {
      case undefined:
        if (request.method() === 'DELETE') {
          deleted.push(scriptedId);
          return route.fulfill({ status: 204 });
        }
        return json(route, {
          ...summary(id),
          cells: made.cells,
          failures,
          ...(origin === 'imported' ? { comparison } : {}),
        });
      case 'commands': {
        const { type } = request.postDataJSON() as ExperimentCommand;
        commands.push(type);
        status = type === 'pause' ? 'paused' : type === 'cancel' ? 'cancelled' : 'running';
        return route.fulfill({ status: 202 });
      }
      case 'curves': {
        const reference = url.searchParams.get('reference') ?? undefined;
        const key = JSON.stringify([id, problems, n, isEmpty, origin, reference]);
        if (!curves.has(key)) curves.set(key, curvesOf({ ...data, spec: summary(id).spec }, { id, origin, reference }));
        return json(route, curves.get(key));
      }
      case 'verdict':
        return json(
          route,
          verdictOf(data, { origin, against: url.searchParams.get('against') ?? undefined, published: publishedRows }),
        );
      case 'grid':
        return json(route, problemGridOf(data));
      case 'points': {
        const found = pointProblemsOf(data, url.searchParams.get('series') ?? '', Number(url.searchParams.get('n')));
        return found === undefined
          ? json(route, { error: { code: 'not-found', message: 'There is no such point.' } }, 404)
          : json(route, found);
      }
      default:
        return json(route, { error: { code: 'not-found', message: 'There is no such address.' } }, 404);
    }
  });
  await page.route('**/api/problems/sets', (route) => json(route, { sets }));
  await page.route('**/api/problems/import**', (route) => {
    const { search, searchParams } = new URL(route.request().url());
    const name = searchParams.get('set') ?? searchParams.get('dataset') ?? 'own';
    imports.push(search);
    if (searchParams.has('dataset'))
      return json(
        route,
        {
          error: {
            code: 'unavailable',
            message: 'The dataset server does not answer. Download the file elsewhere and import it here.',
          },
        },
        503,
      );
    if (sets.some((set) => set.name === name) && searchParams.get('replace') !== '1')
      return json(route, { error: { code: 'conflict', message: `There is a set “${name}” already.` } }, 409);
    const set = {
      ...bundledSet,
      name,
      isBundled: false,
      source: searchParams.get('file') ?? '',
      problems: 2,
      levels: [],
      subjects: [],
    };
    if (!sets.some((each) => each.name === name)) sets.push(set);
    return json(route, { set, report: importReport }, 201);
  });
  await page.route('**/api/backends**', (route) => json(route, { backends: scriptedBackends }));
  const finish = () => {
    status = 'finished';
  };
  return { commands, deleted, finish, created, imports };
}
