/** Experiments from the grid to the curves, over a real store: every run once, whatever happens on the way. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { uniformAt } from '@/lib/base';
import { cellsOf, resultOf } from '@/lib/experiments';
import { curvesOf } from '@/lib/experiments/report';
import { curvesSchema } from '@/lib/experiments/report/curve-model';
import { experimentDetailSchema, experimentListSchema } from '@/lib/experiments/wire';
import { loadRun } from '@/lib/runs';
import { BackendError } from '@/lib/search';
import { hasJobs } from '../testing/newer-node';
import { startPostgres } from '../../store/testing/postgres';
import { toyGrid, toyHouse, toyProblems, type ToyHouse, type ToyHouseOptions } from '../testing/toy-experiments';

const folder = mkdtempSync(join(tmpdir(), 'longthink-experiments-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const postgres = hasJobs ? await startPostgres() : undefined;
afterAll(() => postgres?.stop());
let stores = 0;
let kind = 'SQLite';
const newPath = () =>
  kind === 'SQLite' ? join(folder, `${stores++}.db`) : postgres!.create(`experiments_${stores++}`);
const signal = new AbortController().signal;
/** Greedy and baseline once, three cells with two seeds, a problem. */
const runsPerProblem = 8;

const open: ToyHouse[] = [];
afterEach(async () => {
  for (const house of open.splice(0)) await house.close();
});
async function houseAt(options: Partial<ToyHouseOptions> = {}): Promise<ToyHouse> {
  const house = await toyHouse({ path: newPath(), ...options });
  open.push(house);
  return house;
}

async function whenStatus(house: ToyHouse, id: string, status: string): Promise<void> {
  await expect.poll(async () => (await house.reader.detail(id)).status, { timeout: 60_000, interval: 50 }).toBe(status);
}

/** What waits for it waits until it is opened. */
function closedGate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

/** Every planned run is there once, ended, with a log that is whole and a result that follows from it. */
async function expectExactlyOnce(house: ToyHouse, id: string, problems: number): Promise<void> {
  const stored = await house.store.experiments.runs(id);
  expect(stored).toHaveLength(problems * runsPerProblem);
  expect(new Set(stored.map(({ cell, problem, seed }) => `${cell} ${problem} ${seed}`)).size).toBe(stored.length);
  const { data } = await house.reader.experimentData(id);
  expect(data.digests).toHaveLength(stored.length);
  const results = new Map(
    (await house.store.experiments.results(stored.map(({ runId }) => runId))).map((result) => [result.runId, result]),
  );
  for (const { runId, cell, problem, seed, status } of stored) {
    expect(status).toBe('finished');
    const entries = (await house.store.runs.read(runId, 0, 10_000)).flatMap(
      ({ json }) => JSON.parse(json) as { seq: number; event: { type: string; node?: string; status?: string } }[],
    );
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, i) => i + 1));
    expect(entries.filter(({ event }) => event.type === 'run-ended' && event.status === 'finished')).toHaveLength(1);
    const opened = entries.flatMap(({ event }) => (event.type === 'node-opened' ? [event.node] : []));
    expect(new Set(opened).size).toBe(opened.length);
    const { state, workMs } = await loadRun(house.store.runs, runId);
    expect(results.get(runId)).toEqual(resultOf(state, { runId, cell, problem, seed, seconds: workMs / 1000 }));
  }
}

describe.each(postgres === undefined ? ['SQLite'] : ['SQLite', 'PostgreSQL'])('%s', (each) => {
  beforeAll(() => {
    kind = each;
  });

  describe('an experiment', () => {
    it('is run to its end in the background, so many searches at a time, and gives curves', async () => {
      const house = await houseAt();
      const id = await house.experiments.start(toyGrid({ problems: { set: 'toy', limit: 4 } }), signal);
      await whenStatus(house, id, 'finished');
      await expectExactlyOnce(house, id, 4);
      expect(house.asking.most).toBeLessThanOrEqual(4 * 8);
      expect([...house.priorities]).toEqual(['experiment']);
      const detail = experimentDetailSchema.parse(JSON.parse(JSON.stringify(await house.reader.detail(id))));
      expect(detail).toMatchObject({
        runs: { planned: 32, finished: 32, failed: 0, running: 0 },
        problems: 4,
        origin: 'measured',
        failures: [],
      });
      expect(detail.tokens).toBeGreaterThan(0);
      expect(detail.cells).toEqual(cellsOf(toyGrid()));
      expect(
        experimentListSchema.parse(JSON.parse(JSON.stringify({ experiments: await house.reader.list() }))).experiments,
      ).toHaveLength(1);
      const { data } = await house.reader.experimentData(id);
      const curves = curvesSchema.parse(JSON.parse(JSON.stringify(curvesOf(data, { id, origin: 'measured' }))));
      expect(curves).toMatchObject({ problems: 4, missing: 0, results: 32 });
      expect(curves.baselines.map(({ policy }) => policy)).toEqual(['toy baseline']);
      expect(curves.series.find(({ strategy }) => strategy === 'dvts')?.points.map(({ n }) => n)).toEqual([4, 8]);
      expect(house.reports).toEqual([]);
    });

    it('begins no more searches than the servers have room for, but always one', async () => {
      const house = await houseAt({ room: () => (house.asking.now < 6 ? 8 : 0) });
      const id = await house.experiments.start(toyGrid({ problems: { set: 'toy', limit: 2 } }), signal);
      await whenStatus(house, id, 'finished');
      await expectExactlyOnce(house, id, 2);
      const full = await houseAt({ room: () => 0 });
      const other = await full.experiments.start(toyGrid({ problems: { set: 'toy', limit: 1 } }), signal);
      await whenStatus(full, other, 'finished');
      expect(full.asking.most).toBeLessThanOrEqual(8);
    });

    it('is answered while its searches are being begun', async () => {
      const gate = closedGate();
      const house = await houseAt({ held: () => gate.opened });
      const id = await house.experiments.start(toyGrid({ problems: { set: 'toy', limit: 1 } }), signal);
      expect((await house.reader.detail(id)).runs.running).toBe(0);
      gate.open();
      await whenStatus(house, id, 'finished');
      await expectExactlyOnce(house, id, 1);
    });

    it('paused while its searches are being begun lets none of them go on', async () => {
      const gate = closedGate();
      let begun = 0;
      const held = async (before: string) => {
        if (before !== 'log') return;
        begun += 1;
        await gate.opened;
      };
      const house = await houseAt({ held, tokenMs: 300 });
      const id = await house.experiments.start(toyGrid(), signal);
      await expect.poll(() => begun).toBeGreaterThan(0);
      const paused = house.experiments.command(id, { type: 'pause' });
      // Over a file one that is being begun is waited for.
      if (each === 'PostgreSQL') await paused;
      gate.open();
      await paused;
      const owners = () => house.store.db.selectFrom('runs').select('owner').execute();
      await expect.poll(async () => (await owners()).length - begun).toBe(0);
      await expect.poll(async () => (await owners()).filter(({ owner }) => owner !== null)).toEqual([]);
      expect((await house.reader.detail(id)).runs).toMatchObject({ finished: 0, failed: 0 });
    });

    it('pauses, lets nothing go on meanwhile, and resumes where it was', async () => {
      const house = await houseAt();
      const id = await house.experiments.start(toyGrid({ problems: { set: 'toy', limit: 5 } }), signal);
      await expect
        .poll(async () => (await house.reader.detail(id)).runs.finished, { timeout: 30_000 })
        .toBeGreaterThan(3);
      await house.experiments.command(id, { type: 'pause' });
      await whenStatus(house, id, 'paused');
      await expect.poll(() => house.asking.now).toBe(0);
      const { runs } = await house.reader.detail(id);
      await new Promise((resolve) => {
        setTimeout(resolve, 1_300);
      });
      expect((await house.reader.detail(id)).runs).toEqual(runs);
      await expect(house.experiments.command(id, { type: 'pause' })).rejects.toMatchObject({ code: 'conflict' });
      await house.experiments.command(id, { type: 'resume' });
      await whenStatus(house, id, 'finished');
      await expectExactlyOnce(house, id, 5);
    });

    it('goes on past a run that cannot be read, and past another experiment that cannot', async () => {
      const path = newPath();
      const first = await toyHouse({ path, tokenMs: 25 });
      const id = await first.experiments.start(toyGrid({ problems: { set: 'toy', limit: 3 } }), signal);
      const other = await first.experiments.start(toyGrid({ name: 'other' }), signal);
      const runningOf = async (experiment: string) =>
        (await first.store.experiments.runs(experiment)).find(
          ({ status, lastSeq }) => status === 'running' && lastSeq > 1,
        );
      await expect.poll(() => runningOf(id), { timeout: 30_000, interval: 5 }).toBeDefined();
      await first.experiments.stop();
      await first.runs.stop();
      const left = (await first.store.experiments.runs(id)).find(({ status }) => status === 'running');
      expect(left).toBeDefined();
      const { runId } = left!;
      const { db } = first.store;
      await db.updateTable('runs').set({ summary: '{}' }).where('id', '=', runId).execute();
      await db.deleteFrom('run_chunks').where('run_id', '=', runId).execute();
      await db.updateTable('experiment_entries').set({ entry: '{}' }).where('experiment_id', '=', other).execute();
      await first.store.close();

      const house = await houseAt({ path });
      await whenStatus(house, id, 'finished');
      const detail = await house.reader.detail(id);
      expect(detail.runs).toEqual({ planned: 24, finished: 23, failed: 1, running: 0 });
      expect(detail.failures).toMatchObject([{ runId, failure: { kind: 'unreadable' } }]);
      expect(house.reports).toEqual([
        expect.stringContaining(`Experiment ${other} cannot be gone on with. BrokenLogError: Entry 1 of the log`),
      ]);
      await house.store.db.updateTable('experiments').set({ head: '{}' }).where('id', '=', other).execute();
      const { experiments } = experimentListSchema.parse({ experiments: await house.reader.list() });
      expect(experiments.map((each) => `${each.id} ${each.status}`)).toEqual([`${other} unreadable`, `${id} finished`]);
      await expect(house.reader.detail(other)).rejects.toMatchObject({ code: 'conflict' });
      await expect(house.experiments.command(other, { type: 'cancel' })).rejects.toThrow(/Entry 1 of the log/);
      await house.experiments.remove(other);
      expect((await house.reader.list()).map((each) => each.id)).toEqual([id]);
    });

    it('cancelled, it ends all its runs and takes no further command', async () => {
      const house = await houseAt();
      const id = await house.experiments.start(toyGrid(), signal);
      await expect
        .poll(async () => (await house.reader.detail(id)).runs.finished, { timeout: 30_000 })
        .toBeGreaterThan(2);
      await house.experiments.command(id, { type: 'cancel' });
      await whenStatus(house, id, 'cancelled');
      const { runs } = await house.reader.detail(id);
      expect(runs.running).toBe(0);
      expect(runs.finished).toBeGreaterThan(2);
      await expect(house.experiments.command(id, { type: 'resume' })).rejects.toThrow(
        /is cancelled; “resume” can no longer/,
      );
      await expect(house.experiments.command('none', { type: 'resume' })).rejects.toMatchObject({ code: 'not-found' });
    });

    it('its runs are not changed alone, and go with it when it is removed in the middle', async () => {
      const house = await houseAt();
      const id = await house.experiments.start(toyGrid(), signal);
      await expect
        .poll(async () => (await house.store.runs.list({ limit: 5, experiment: id })).runs.length, { timeout: 30_000 })
        .toBeGreaterThan(3);
      const [run] = (await house.store.runs.list({ limit: 5, experiment: id })).runs;
      await expect(house.runs.command(run!.id, { type: 'cancel' })).rejects.toThrow(/part of an experiment/);
      await expect(house.runs.remove(run!.id)).rejects.toThrow(/part of an experiment/);
      await house.experiments.remove(id);
      await new Promise((resolve) => {
        setTimeout(resolve, 1_200);
      });
      expect([await house.store.runs.summary(run!.id), (await house.reader.list()).length]).toEqual([undefined, 0]);
      await expect(house.experiments.remove(id)).rejects.toMatchObject({ code: 'not-found' });
    });
  });

  describe('before it starts', () => {
    it('says what it would cost, first by an assumption, then by what was measured', async () => {
      const house = await houseAt();
      const grid = toyGrid({ problems: { set: 'toy', limit: 2 } });
      expect(await house.experiments.estimate(grid)).toMatchObject({
        problems: 2,
        cells: 5,
        runs: 16,
        basis: { en: expect.stringMatching(/^Assumed for/) as string },
      });
      await whenStatus(house, await house.experiments.start(grid, signal), 'finished');
      const measured = await house.experiments.estimate(grid);
      expect(measured.basis.en).toMatch(/^From the last 16 finished runs of these models/);
      expect(measured.seconds).toBeGreaterThan(0);
      const { data } = await house.reader.experimentData((await house.reader.list())[0]!.id);
      const written = data.digests.reduce((sum, { policy }) => sum + policy.completion, 0);
      expect(measured.policyTokens / written).toBeCloseTo(1, 1);
    });

    it('refuses what cannot be, naming every field', async () => {
      const house = await houseAt();
      await expect(house.experiments.start(toyGrid({ verifiers: [] }), signal)).rejects.toMatchObject({
        code: 'bad-request',
        details: {
          issues: expect.arrayContaining([
            {
              path: 'strategies[1]',
              message: expect.stringMatching(/needs a verifier/) as string,
              said: {
                en: expect.stringMatching(/needs a verifier/) as string,
                zh: expect.stringMatching(/需要验证器/) as string,
              },
            },
          ]) as unknown,
        },
      });
      expect(await house.reader.list()).toEqual([]);
    });
  });

  describe('several at a time', () => {
    it('take turns: both go on together, neither waits for the other to end', async () => {
      const house = await houseAt();
      const first = await house.experiments.start(toyGrid({ name: 'first' }), signal);
      const second = await house.experiments.start(toyGrid({ name: 'second' }), signal);
      await expect
        .poll(async () => (await house.reader.detail(second)).runs.finished, { timeout: 60_000, interval: 50 })
        .toBeGreaterThan(20);
      const [one, other] = [await house.reader.detail(first), await house.reader.detail(second)];
      expect(Math.abs(one.runs.finished - other.runs.finished)).toBeLessThan(30);
      expect(one.status).toBe('running');
      expect(other.etaSeconds).toBeGreaterThan(0);
      expect(other.runsPerMinute).toBeGreaterThan(0);
    });

    it.runIf(each === 'PostgreSQL')('several processes share an experiment, and begin no run twice', async () => {
      const path = newPath();
      const one = await houseAt({ path });
      const id = await one.experiments.start(toyGrid({ problems: { set: 'toy', limit: 6 } }), signal);
      const two = await houseAt({ path });
      await whenStatus(two, id, 'finished');
      await expectExactlyOnce(two, id, 6);
      expect([one.asking.most > 0, two.asking.most > 0]).toEqual([true, true]);
      expect([...one.reports, ...two.reports]).toEqual([]);
    });

    it.runIf(each === 'SQLite')(
      'of two processes over one file one makes the searches, and the other goes on when that one ends',
      async () => {
        const path = newPath();
        const house = await houseAt({ path, tokenMs: 5 });
        const child = spawn(process.execPath, ['--import', 'tsx', 'lib/server/testing/experiment-process.ts', path], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        onTestFinished(() => void child.kill());
        await new Promise<void>((resolve) => {
          child.stdout.once('data', () => resolve());
        });
        const id = await house.experiments.start(toyGrid({ problems: { set: 'toy', limit: 6 } }), signal);
        const workers = new Set<number>();
        const see = async () => {
          const rows = await house.store.db.selectFrom('runs').select('owner').where('owner', 'is not', null).execute();
          for (const { owner } of rows) workers.add(Number(owner?.split('/')[1]));
          return house.reader.detail(id);
        };
        await expect
          // Between two searches none is anybody's.
          .poll(async () => (await see()).runs.finished > 3 && [...workers], { timeout: 30_000, interval: 20 })
          .toEqual([process.pid]);
        await house.experiments.stop();
        await expect.poll(async () => (await see()).status, { timeout: 60_000, interval: 20 }).toBe('finished');
        expect([...workers]).toEqual([process.pid, child.pid]);
        const gone = new Promise((resolve) => {
          child.once('exit', resolve);
        });
        child.kill();
        await gone;
        await expectExactlyOnce(house, id, 6);
        expect(house.reports).toEqual([]);
      },
      120_000,
    );
  });

  describe('failures', () => {
    it('of single runs are told with their reasons and retried when asked', async () => {
      let calls = 0;
      let isBad = true;
      const house = await houseAt({
        trouble: () =>
          isBad && ++calls % 9 === 0
            ? new BackendError('rejected', 'The server refused the request.', {
                server: 'toy policy',
                isRetryable: false,
              })
            : undefined,
      });
      const id = await house.experiments.start(toyGrid({ problems: { set: 'toy', limit: 6 } }), signal);
      await whenStatus(house, id, 'finished');
      const { failures, runs } = await house.reader.detail(id);
      expect(failures.length).toBeGreaterThan(0);
      expect(runs).toMatchObject({ planned: 48, failed: failures.length, finished: 48 - failures.length });
      expect(failures[0]!.failure.message).toBe('The server refused the request.');
      isBad = false;
      await house.experiments.command(id, { type: 'retry-failed' });
      await expect.poll(async () => (await house.reader.detail(id)).runs.finished, { timeout: 30_000 }).toBe(48);
      await whenStatus(house, id, 'finished');
      expect((await house.reader.detail(id)).failures).toEqual([]);
      await expect(house.experiments.command(id, { type: 'retry-failed' })).rejects.toThrow(/nothing to retry/);
      const { data } = await house.reader.experimentData(id);
      expect(data.digests).toHaveLength(48);
      expect((await house.reader.experimentData(id)).data).toBe(data);
    });

    it('of run after run pause it with the reason, and it can go on', async () => {
      let isDown = true;
      const house = await houseAt({
        trouble: () =>
          isDown
            ? new BackendError('unreachable', 'The policy server is down. Start it.', {
                server: 'toy policy',
                isRetryable: false,
              })
            : undefined,
      });
      const id = await house.experiments.start(toyGrid(), signal);
      await whenStatus(house, id, 'paused');
      const { failure, runs } = await house.reader.detail(id);
      expect(failure?.message).toBe('The policy server is down. Start it.');
      expect(runs.failed).toBeLessThan(8 + 4);
      isDown = false;
      await house.experiments.command(id, { type: 'retry-failed' });
      await house.experiments.command(id, { type: 'resume' });
      await whenStatus(house, id, 'finished');
      await expectExactlyOnce(house, id, toyProblems.length);
    });
  });

  describe('killed', () => {
    it('five times and finished: every run exactly once, nothing lost, nothing generated twice', async () => {
      const path = newPath();
      const first = await toyHouse({ path, maxSearches: 1 });
      const id = await first.experiments.start(toyGrid(), signal);
      await first.close();
      const left = async () => {
        const { openStore } = await import('@/lib/store');
        const store = await openStore(path);
        const runs = await store.experiments.runs(id);
        await store.close();
        return {
          running: runs.filter(({ status }) => status === 'running').length,
          owed: runs.filter(({ status, hasResult }) => status === 'finished' && !hasResult).length,
        };
      };
      let interrupted = 0;
      for (let kill = 0; kill < 5; kill++) {
        const child = spawn(process.execPath, ['--import', 'tsx', 'lib/server/testing/experiment-process.ts', path], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        await new Promise<void>((resolve) => {
          child.stdout.once('data', () => resolve());
        });
        await new Promise((resolve) => {
          setTimeout(resolve, 150 + uniformAt(5, kill) * 500);
        });
        const gone = new Promise<void>((resolve) => {
          child.once('exit', () => resolve());
        });
        child.kill('SIGKILL');
        await gone;
        interrupted += (await left()).running;
      }
      expect(interrupted).toBeGreaterThan(0);
      const last = await houseAt({ path, maxSearches: 8 });
      await whenStatus(last, id, 'finished');
      await expectExactlyOnce(last, id, toyProblems.length);
      expect(last.reports).toEqual([]);
    }, 120_000);
  });
});
