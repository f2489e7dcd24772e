/**
 * The fault matrix: each fault of a model server, for the policy and for the verifier, once and for good, through whole
 * runs. Whatever happens, the run ends well or fails in words that name server, call and remedy; what was logged stays;
 * and when the server is well again the run goes on to its end. Prints the matrix.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createBackendContext, readBackends } from '@/lib/backends';
import { createManualClock } from '@/lib/base';
import { RunFeed, createOwner } from '@/lib/runs';
import type { LogEntry, RunSummary } from '@/lib/runs';
import { applyEvents, initialState, searchConfigSchema } from '@/lib/search';
import type { RunSpec } from '@/lib/search';
import { openStore } from '@/lib/store';
import type { Store } from '@/lib/store';
import { Models } from './models/models';
import { RunRegistry } from './runs/run-registry';
import { faults } from './testing/faults';
import type { Fault, Outcome } from './testing/faults';
import { goodPolicy, goodVerifier, startFaultyServer } from './testing/model-servers';

type Role = 'policy' | 'verifier';
type Persistence = 'once' | 'always';
const cells = (['policy', 'verifier'] as const).flatMap((role) =>
  (['once', 'always'] as const).map((persistence) => ({ role, persistence })),
);

const folder = mkdtempSync(join(tmpdir(), 'longthink-faults-'));
const rows: string[] = [];
afterAll(() => {
  clearInterval(ticking);
  rmSync(folder, { recursive: true, force: true });
  const head = ['fault', ...cells.map(({ role, persistence }) => `${role}, ${persistence}`)];
  process.stdout.write(`\n| ${head.join(' | ')} |\n|${head.map(() => '---').join('|')}|\n${rows.join('\n')}\n\n`);
});

/**
 * Ten times as fast as the machine's while that keeps up, and never faster than the servers, which live in this process: it
 * counts turns of the event loop. A machine that is busy elsewhere is no server that says nothing.
 */
const clock = createManualClock(Date.now());
const ticking = setInterval(() => clock.advance(50), 5);
/** Busy machines get there too. */
const patience = { run: 60_000, test: 180_000 };

const spec: RunSpec = {
  problem: { text: 'What is 1 + 2?', answer: '3' },
  strategy: 'beam-search',
  seed: 1,
  config: searchConfigSchema.parse({ n: 4, beamWidth: 2, maxSteps: 6, maxTokens: 240, maxStepTokens: 60 }),
  policy: { name: 'writer', model: 'tiny' },
  verifier: { name: 'reader', model: 'tiny', kind: 'rlhflow-prm', recommendedAggregation: 'last' },
};

describe('a model server', () => {
  it.each(faults)('$name', { timeout: patience.test }, async (fault) => {
    const found = await Promise.all(cells.map((cell) => play(fault, cell)));
    rows.push(`| ${fault.name} | ${found.join(' | ')} |`);
  });
});

/** One run with the fault, in words, after everything that must hold of it was expected. */
async function play(fault: Fault, { role, persistence }: { role: Role; persistence: Persistence }): Promise<string> {
  const none = () => {
    throw new Error('this server has no fault');
  };
  const script = role === 'verifier' ? (fault.verifierScript ?? fault.script) : fault.script;
  const writer = await startFaultyServer(goodPolicy, role === 'policy' ? script : none);
  const reader = await startFaultyServer(goodVerifier, role === 'verifier' ? script : none);
  const faulty = role === 'policy' ? writer : reader;
  const context = createBackendContext({ clock });
  const backends = readBackends(
    {
      policies: [{ name: 'writer', kind: 'vllm', url: writer.url, model: 'tiny', timeoutSeconds: 10 }],
      verifiers: [{ name: 'reader', kind: 'rlhflow-prm', url: reader.url, model: 'tiny', timeoutSeconds: 10 }],
    },
    { env: {} },
  );
  const models = new Models({ read: () => backends, context, bundled: undefined, now: () => Date.now() });
  const store = await openStore(join(folder, `${fault.name.replaceAll(/\W+/g, '-')}-${role}-${persistence}.db`));
  const bugs: string[] = [];
  const registry = new RunRegistry({
    log: store.runs,
    feed: new RunFeed(),
    now: () => Date.now(),
    owner: createOwner(),
    maxRunning: 1,
    report: (message) => bugs.push(message),
    modelsFor: (asked, signal, priority) => models.forRun(asked, signal, priority),
    isRepaired: (failure, signal) => models.isRepaired(failure, signal),
  });
  try {
    const isGone = fault.name === 'refused' && persistence === 'always';
    if (isGone) await faulty.close();
    else faulty.breakFor(persistence === 'once' ? 1 : Infinity);
    const id = await registry.start(spec);
    const ended = await whenEnded(store, id);
    const before = await entriesOf(store, id);
    const outcome = fault[persistence][role];
    const words = expectOutcome(outcome, ended, {
      role,
      url: faulty.url,
      retries: count(before, 'call-retried'),
    });
    if (ended.status === 'failed') {
      faulty.breakFor(0);
      if (isGone) await faulty.reopen();
      await registry.command(id, { type: 'resume' });
      const isFinal = typeof outcome === 'object' && outcome.isFinal === true;
      expect((await whenEnded(store, id, before.length)).status).toBe(isFinal ? 'failed' : 'finished');
      const after = await entriesOf(store, id);
      expect(after.slice(0, before.length)).toEqual(before);
      expect(after[before.length]!.event.type).toBe('run-resumed');
      expectFolds(after);
    }
    expectFolds(before);
    expect(bugs).toEqual([]);
    expect([
      ...new Set([...backends.policies, ...backends.verifiers].map((backend) => context.limiters.of(backend).inFlight)),
    ]).toEqual([0]);
    return words;
  } finally {
    await registry.stop();
    await Promise.all([store.close(), context.close(), writer.close(), reader.close()]);
  }
}

function expectOutcome(
  outcome: Outcome,
  { status, failure, answer }: RunSummary,
  { role, url, retries }: { role: Role; url: string; retries: number },
): string {
  if (outcome === 'well' || outcome === 'cut') {
    expect(failure?.message).toBeUndefined();
    expect(status).toBe('finished');
    if (outcome === 'cut') return 'paths cut, run finished';
    expect(answer).toBe('3');
    return retries > 0 ? 'sent again, finished' : 'gone on, finished';
  }
  if (outcome.isPerhapsWell === true && status === 'finished') return 'asked for in parts, finished';
  expect(status).toBe('failed');
  const { kind, message, server } = failure!;
  expect([kind, server]).toEqual([outcome.kind, role === 'policy' ? 'writer' : 'reader']);
  // Which server, which call, what to do.
  expect(message).toContain(`The ${role} server “${server}” at ${url} `);
  expect(message).toMatch(/\((GET|POST) \/\S+?(, attempt \d)?\)\./);
  expect(message).toMatch(outcome.words);
  expect(message).toMatch(/\. (Start it|Ask for fewer|Set|Change|Check|Wait and resume|It may|Its log)[^.]*/);
  return outcome.isFinal === true ? `failed (${kind}), for good` : `failed (${kind}), resumed, finished`;
}

function expectFolds(entries: readonly LogEntry[]): void {
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, i) => i + 1));
  applyEvents(
    initialState,
    entries.map(({ event }) => event),
  );
}

function count(entries: readonly LogEntry[], type: LogEntry['event']['type']): number {
  return entries.filter(({ event }) => event.type === type).length;
}

async function entriesOf(store: Store, id: string): Promise<LogEntry[]> {
  return (await store.runs.read(id, 0, 10_000)).flatMap((each) => JSON.parse(each.json) as LogEntry[]);
}

/** The summary once the run has an end after entry `after`. */
async function whenEnded(store: Store, id: string, after = 0): Promise<RunSummary> {
  let summary: RunSummary | undefined;
  await expect
    .poll(
      async () => {
        const found = await store.runs.summary(id);
        summary = found?.status === 'unreadable' ? undefined : found;
        return (
          summary !== undefined &&
          summary.lastSeq > after &&
          ['finished', 'failed', 'cancelled'].includes(summary.status)
        );
      },
      { timeout: patience.run },
    )
    .toBe(true);
  return summary!;
}
