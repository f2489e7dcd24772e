import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { experimentSpecSchema } from './model';
import { cellsOf, planRuns, RunQueue, type NextRun, type StoredRun } from './index';

const spec = experimentSpecSchema.parse({
  name: 'grid',
  problems: { set: 'made' },
  strategies: [{ strategy: 'majority', budgets: [4] }],
  policies: ['small'],
  baselines: ['large'],
  seeds: [1, 2],
});
const problems = Array.from({ length: 4 }, (_, i) => ({ uniqueId: `p${i}`, text: `Problem ${i}` }));
const plan = planRuns({ spec, cells: cellsOf(spec), problems });

/** A store in miniature: what began is there, and is never begun again. */
class Kept {
  readonly runs = new Map<string, StoredRun>();
  begin(next: NextRun & { type: 'begin' }): string {
    const { cell, problem, seed } = next.run;
    const runId = `${cell.id} ${problem} ${seed}`;
    if (this.runs.has(runId)) throw new Error(`${runId} was begun twice`);
    this.runs.set(runId, { runId, cell: cell.id, problem, seed, status: 'running', lastSeq: 1, hasResult: false });
    return runId;
  }
  end(runId: string, status: 'finished' | 'failed'): void {
    const run = this.runs.get(runId)!;
    this.runs.set(runId, { ...run, status, lastSeq: run.lastSeq + 1, hasResult: status === 'finished' });
  }
}

describe('the queue of an experiment', () => {
  it('begins every run once and ends, however often the process dies and whatever fails and is retried', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 200, maxLength: 400 }), (dice) => {
        const store = new Kept();
        const retries = new Map<string, number>();
        let queue = new RunQueue(plan, [], retries);
        let underWay: string[] = [];
        const step = (die: number): boolean => {
          if (die === 0) {
            // Killed: what was under way stays as it is in the store.
            queue = new RunQueue(plan, [...store.runs.values()], retries);
            underWay = [];
            return true;
          }
          if (die < 5) {
            const next = queue.next();
            if (next === undefined) return underWay.length > 0 && step(6);
            const runId = next.type === 'begin' ? store.begin(next) : next.runId;
            queue.started(runId);
            underWay.push(runId);
            return true;
          }
          const runId = underWay.shift();
          if (runId === undefined) return step(1);
          if (die === 5) {
            store.end(runId, 'failed');
            queue.settle(runId, 'ended');
            retries.set(runId, store.runs.get(runId)!.lastSeq);
            queue.refresh([...store.runs.values()], retries);
          } else if (die === 6) {
            queue.settle(runId, 'left');
          } else {
            store.end(runId, 'finished');
            queue.settle(runId, 'ended');
          }
          return true;
        };
        for (const die of dice) step(die);
        for (let i = 0; i < 500 && !queue.isDone; i++) step(underWay.length > 0 ? 9 : 1);
        expect(queue.isDone).toBe(true);
        expect(store.runs.size).toBe(plan.count);
        for (const { status } of store.runs.values()) expect(status).toBe('finished');
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it('goes on with what was left before it begins anything, and makes results that are lacking', () => {
    const first = plan.at(3);
    const stored = (status: StoredRun['status'], at: number): StoredRun => ({
      runId: `r${at}`,
      cell: plan.at(at).cell.id,
      problem: plan.at(at).problem,
      seed: plan.at(at).seed,
      status,
      lastSeq: 5,
      hasResult: false,
    });
    const queue = new RunQueue(
      plan,
      [stored('running', 3), stored('finished', 0), stored('failed', 1), stored('failed', 2)],
      new Map([
        ['r1', 5],
        ['r2', 4],
      ]),
    );
    expect(first.cell.id).toBe(stored('running', 3).cell);
    expect([queue.next(), queue.next()]).toEqual([
      { type: 'take-up', runId: 'r3' },
      { type: 'retry', runId: 'r1' },
    ]);
    expect(queue.takeWithoutResult().map(({ runId }) => runId)).toEqual(['r0']);
    const next = queue.next()!;
    expect(next).toEqual({ type: 'begin', run: plan.at(4) });
    queue.putBack(next);
    expect(queue.next()).toEqual(next);
  });

  it('is not done while it is unclear what became of some of it', () => {
    const queue = new RunQueue(plan, [], new Map());
    for (let next = queue.next(); next?.type === 'begin'; next = queue.next())
      queue.settle(`${next.run.cell.id} ${next.run.problem} ${next.run.seed}`, 'unclear');
    expect([queue.isDone, queue.isStale]).toEqual([false, true]);
    const all = Array.from({ length: plan.count }, (_, i): StoredRun => ({
      runId: `r${i}`,
      ...plan.at(i),
      cell: plan.at(i).cell.id,
      status: 'finished',
      lastSeq: 2,
      hasResult: true,
    }));
    queue.refresh(all, new Map());
    expect(queue.isDone).toBe(true);
  });
});
