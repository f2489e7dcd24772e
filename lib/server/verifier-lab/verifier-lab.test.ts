/** The lab over a real store and its real thread: what is read, when, how often, and what is left out. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resultOf } from '@/lib/experiments';
import { loadRun } from '@/lib/runs';
import { BackendError, solutionsOf, type Verifier } from '@/lib/search';
import {
  comparisonQuerySchema,
  comparisonSchema,
  labQuerySchema,
  labReportSchema,
  singleRuns,
  trainingQuerySchema,
} from '@/lib/verifier-lab/wire';
import { toySpec } from '../../search/testing/run-search';
import { toyGrid, toyHouse, type ToyHouse } from '../testing/toy-experiments';
import { trainingReply } from './lab-replies';
import { LabThread } from './lab-thread';
import { SecondOpinions, type SecondOpinionsOptions } from './second-opinions';
import { VerifierLab, type VerifierLabOptions } from './verifier-lab';

const folder = mkdtempSync(join(tmpdir(), 'longthink-lab-'));
const thread = new LabThread(fileURLToPath(new URL('lab-entry.mjs', import.meta.url)));
const query = labQuerySchema.parse({ verifier: 'toy verifier' });
let house: ToyHouse;
let experiment: string;
const singles: string[] = [];

function labWith(more: Partial<VerifierLabOptions> = {}): VerifierLab {
  const { store, reader } = house;
  return new VerifierLab({
    log: store.runs,
    store: store.experiments,
    reader,
    thread,
    now: () => Date.now(),
    readForMs: 60_000,
    ...more,
  });
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo()))
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
}

beforeAll(async () => {
  house = await toyHouse({ path: join(folder, 'lab.db'), tokenMs: 0 });
  experiment = await house.experiments.start(
    toyGrid({ problems: { set: 'toy', limit: 6 }, seeds: [1], strategies: toyGrid().strategies.slice(1, 3) }),
    new AbortController().signal,
  );
  for (const seed of [1, 2]) singles.push(await house.runs.start(toySpec('best-of-n', { n: 4 }, seed)));
  const { problem, ...spec } = toySpec('best-of-n', { n: 4 }, 3);
  singles.push(await house.runs.start({ ...spec, problem: { text: problem.text } }));
  await until(async () => (await house.reader.detail(experiment)).status === 'finished');
  await until(async () => {
    const all = await Promise.all(singles.map((id) => house.runs.summary(id)));
    return all.every(({ status }) => status === 'finished');
  });
});

afterAll(async () => {
  await thread.close();
  await house.close();
  rmSync(folder, { recursive: true });
});

/** Scores every step by its length, fails where it is told to, and counts what it is asked. */
function secondVerifier(asked: { paths: number; trouble?: Error }): Verifier {
  return {
    ref: { name: 'second', model: 'second', kind: 'scripted', recommendedAggregation: 'last' },
    score: async ({ paths }) => {
      if (asked.trouble !== undefined) throw asked.trouble;
      asked.paths += paths.length;
      return paths.map(({ steps }) => steps.map(({ text }) => (text.length % 7) / 7));
    },
  };
}

describe('a second verifier', () => {
  const comparison = comparisonQuerySchema.parse({ verifier: 'toy verifier', of: singleRuns, against: 'second' });
  const opinionsOf = (verifier: Verifier, more: Partial<SecondOpinionsOptions> = {}) => {
    const { store, reader } = house;
    return new SecondOpinions({
      log: store.runs,
      store: store.experiments,
      reader,
      thread,
      verifierPort: async () => verifier,
      closing: new AbortController().signal,
      now: () => 0,
      ...more,
    });
  };

  it('scores what is in the logs again, once for each text, and generates nothing', async () => {
    const asked = { paths: 0 };
    const opinions = opinionsOf(secondVerifier(asked));
    const before = await Promise.all(singles.map((id) => house.runs.summary(id)));
    const told = await opinions.compare(comparison);
    expect(() => comparisonSchema.parse(told)).not.toThrow();
    expect(told.reading).toEqual({ scored: 3, pending: 0 });
    let solutions = 0;
    let texts = 0;
    for (const id of singles) {
      const { state } = await loadRun(house.store.runs, id);
      const scored = solutionsOf(state).filter(({ value }) => value !== undefined);
      solutions += scored.length;
      texts += new Set(scored.map(({ text }) => text)).size;
    }
    expect(told.solutions).toBe(solutions);
    expect(asked.paths).toBe(texts);
    // Asked again it is known already.
    expect(await opinions.compare(comparison)).toEqual(told);
    expect(asked.paths).toBe(texts);
    expect(await Promise.all(singles.map((id) => house.runs.summary(id)))).toEqual(before);
  });

  it('is asked for as long as a request may take; who asks again gets more', async () => {
    let clock = 0;
    const opinions = opinionsOf(secondVerifier({ paths: 0 }), { now: () => (clock += 10), scoreForMs: 15 });
    const first = await opinions.compare(comparison);
    expect(first.reading.pending).toBeGreaterThan(0);
    let last = first;
    for (let turn = 0; turn < 5 && last.reading.pending > 0; turn++) last = await opinions.compare(comparison);
    expect(last.reading).toEqual({ scored: 3, pending: 0 });
  });

  it('that fails is told in words, and may be asked anew', async () => {
    const trouble = new BackendError('unreachable', 'The verifier is down.', { server: 'second', isRetryable: true });
    const asked: { paths: number; trouble?: Error } = { paths: 0, trouble };
    const opinions = opinionsOf(secondVerifier(asked));
    expect((await opinions.compare(comparison)).reading).toEqual({ scored: 0, pending: 3, failure: trouble.message });
    delete asked.trouble;
    expect((await opinions.compare(comparison)).reading).toEqual({ scored: 3, pending: 0 });
  });
});

describe('the lab of verifiers', () => {
  it('lists verifiers and where they scored', async () => {
    const { verifiers } = await labWith().sources();
    expect(verifiers).toEqual([
      {
        name: 'toy verifier',
        runs: 3,
        experiments: [{ id: experiment, name: 'toy', origin: 'measured', runs: 18 }],
      },
    ]);
  });

  it('reads every finished run of the verifier, says what is of no use, and counts what their logs hold', async () => {
    const report = await labWith().report(query);
    expect(() => labReportSchema.parse(report)).not.toThrow();
    // Best-of-N and beam search on six problems, and three runs beside them; the baseline is scored by nobody.
    expect(report.reading).toMatchObject({
      read: 15,
      pending: 0,
      pendingExperiments: 0,
      leftOut: 0,
      withoutReference: 1,
    });
    let scored = 0;
    let right = 0;
    const stored = await house.store.experiments.runs(experiment);
    for (const { runId, cell } of [
      ...stored,
      ...singles.slice(0, 2).map((id) => ({ runId: id, cell: 'toy verifier' })),
    ]) {
      if (!cell.includes('toy verifier')) continue;
      const { state } = await loadRun(house.store.runs, runId);
      const facts = { runId, cell, problem: '', seed: 0, seconds: 0 };
      for (const { value, isCorrect, isTruncated } of resultOf(state, facts).solutions) {
        if (value === undefined || isTruncated) continue;
        scored++;
        right += Number(isCorrect);
      }
    }
    expect(report.judged?.solutions.count).toBe(scored);
    expect(report.judged?.rightShare).toBeCloseTo(right / scored, 12);
    expect(new Set(report.gaps.map((gap) => gap.experiment))).toEqual(new Set([experiment, undefined]));
  });

  it('looks at one place alone where it is asked to', async () => {
    const lab = labWith();
    expect((await lab.report({ ...query, of: singleRuns })).reading.read).toBe(3);
    expect((await lab.report({ ...query, of: experiment })).reading.read).toBe(12);
    await expect(lab.report({ ...query, of: 'nowhere' })).rejects.toThrow('There is no experiment nowhere');
    expect((await lab.report({ ...query, verifier: 'another' })).judged).toBeUndefined();
  });

  it('a request reads for so long and no longer, the next goes on, and no log is read twice', async () => {
    let reads = 0;
    let clock = 0;
    const lab = labWith({
      now: () => clock,
      readForMs: 10,
      thread: {
        read: (runId, chunks) => {
          reads++;
          clock += 4;
          return thread.read(runId, chunks);
        },
        lines: (...asked) => thread.lines(...asked),
        gaps: (...asked) => thread.gaps(...asked),
        report: (...asked) => thread.report(...asked),
      },
    });
    const first = await lab.report(query);
    expect(first.reading.read).toBeGreaterThan(0);
    expect(first.reading.read + first.reading.pending).toBe(15);
    expect(first.reading.pending).toBeGreaterThan(0);
    let last = first;
    for (let asked = 0; asked < 20 && last.reading.pending + last.reading.pendingExperiments > 0; asked++)
      last = await lab.report(query);
    expect(last.reading.read).toBe(15);
    expect(reads).toBe(15);
    const { reading: _, ...report } = last;
    const { reading: __, ...whole } = await labWith().report(query);
    expect(report).toEqual(whole);
  });

  it('lines to train with come run by run, as a file', async () => {
    const reply = trainingReply(labWith(), trainingQuerySchema.parse({ verifier: 'toy verifier', of: singleRuns }));
    expect(reply.headers.get('content-disposition')).toContain('longthink-toy-verifier-stepwise.jsonl');
    const lines = (await reply.text()).trimEnd().split('\n');
    const solutions = await Promise.all(
      singles.slice(0, 2).map(async (id) => solutionsOf((await loadRun(house.store.runs, id)).state).length),
    );
    expect(lines.length).toBe(solutions.reduce((sum, count) => sum + count, 0));
    for (const line of lines)
      expect(JSON.parse(line)).toMatchObject({ prompt: 'A problem.', verifier: 'toy verifier' });
  });
});
