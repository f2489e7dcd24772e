/**
 * What lists, filters and starts cost when thousands of runs are stored: `npm run bench -- stored-runs [--runs 10000]`. A tenth of them
 * first, then all: what does not grow with what is stored takes as long. Over a file of its own.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { printRatios } from '@/lib/launch/bench/ratios';
import { createRunId, cutLog, summarize, type LogEntry, type RunListQuery } from '@/lib/runs';
import { applyEvents, initialState, logVersion, type SearchEvent } from '@/lib/search';
import { openStore } from '@/lib/store';
import { toySpec } from '../../search/testing/run-search';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '10000' } } });
const all = Number(values.runs);
const times = 200;
const day = 1_700_000_000_000;

const folder = mkdtempSync(join(tmpdir(), 'longthink-stored-'));
const store = await openStore(join(folder, 'runs.db'));
let stored = 0;

async function add(): Promise<void> {
  const at = day + stored * 1_000;
  const spec = {
    ...toySpec(stored % 2 === 0 ? 'majority' : 'best-of-n'),
    problem: { text: `Problem ${stored} of many.` },
  };
  const hasFailed = stored % 10 === 0;
  const events: readonly SearchEvent[] = [
    { type: 'run-started', version: logVersion, spec },
    hasFailed
      ? { type: 'run-ended', status: 'failed', failure: { kind: 'bug', message: 'It broke.' } }
      : { type: 'run-ended', status: 'cancelled' },
  ];
  const entries = events.map((event, i): LogEntry => ({ seq: i + 1, at: at + i, event }));
  const summary = summarize(applyEvents(initialState, events), {
    id: createRunId(at),
    createdAt: at,
    workMs: 1,
    lastSeq: 2,
  });
  await store.runs.create({ summary, chunks: cutLog(entries) });
  stored++;
}

const questions: Readonly<Record<string, () => Promise<unknown>>> = {
  list: () => store.runs.list({ limit: 50 }),
  'a page in the middle': () => store.runs.list({ limit: 50, cursor: createRunId(day + (stored / 2) * 1_000) }),
  'a filter by status': () => store.runs.list({ limit: 50, status: 'failed' }),
  'a filter by strategy': () => store.runs.list({ limit: 50, strategy: 'majority' }),
  'a filter by words': () => store.runs.list({ limit: 50, text: 'problem' } satisfies RunListQuery),
  'words that nothing has': () => store.runs.list({ limit: 50, text: 'zebra' } satisfies RunListQuery),
  start: add,
};

/** Milliseconds, on the median. */
async function measured(): Promise<Readonly<Record<string, number>>> {
  const found: Record<string, number> = {};
  for (const [name, ask] of Object.entries(questions)) {
    const took: number[] = [];
    for (let i = 0; i < times; i++) {
      const from = performance.now();
      await ask();
      took.push(performance.now() - from);
    }
    found[name] = took.toSorted((one, other) => one - other)[times / 2]!;
  }
  return found;
}

let ratios: Readonly<Record<string, number>>;
try {
  while (stored < all / 10) await add();
  const few = await measured();
  while (stored < all) await add();
  const many = await measured();
  for (const name of Object.keys(questions))
    console.log(
      `${name.padEnd(24)} ${few[name]!.toFixed(2)} ms with ${all / 10}, ${many[name]!.toFixed(2)} ms with ${all}`,
    );
  ratios = Object.fromEntries(Object.keys(questions).map((name) => [name, many[name]! / few[name]!]));
} finally {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
}
printRatios(ratios);
