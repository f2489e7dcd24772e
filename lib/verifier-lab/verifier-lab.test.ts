/** What is said of a verifier, against counting by hand on toy searches and on small logs whose faults are known. */
import { beforeAll, describe, expect, it } from 'vitest';
import { gradeAnswer } from '@/lib/answers';
import { applyEvents, initialState, selectAnswer, selectionOf, solutionsOf, type SearchState } from '@/lib/search';
import { runToy, toySpec } from '../search/testing/run-search';
import { madeData } from '../experiments/report/testing/made-data';
import { gapsOfExperiment, labReportOf, labRunOf, trainingLinesOf, type LabRun } from './index';
import { labQuerySchema, labReportSchema, type Failure, type LabReport } from './wire';

const query = labQuerySchema.parse({ verifier: 'toy verifier' });

async function toyState(strategy: Parameters<typeof toySpec>[0], seed: number, problem: number): Promise<SearchState> {
  const spec = toySpec(strategy, { n: 8, beamWidth: 2 }, seed);
  const { events } = await runToy({
    ...spec,
    problem: { text: `Problem ${problem}.`, answer: String(problem % 5), level: 1 + (problem % 5) },
  });
  return applyEvents(initialState, events);
}

const states = new Map<string, SearchState>();
let runs: readonly (LabRun & { readonly isSingle: boolean })[] = [];
let report: Omit<LabReport, 'reading'>;

beforeAll(async () => {
  for (const strategy of ['best-of-n', 'beam-search', 'dvts'] as const)
    for (let problem = 0; problem < 20; problem++)
      states.set(`${strategy} ${problem}`, await toyState(strategy, 3 + problem, problem));
  runs = [...states].flatMap(([id, state]) => {
    const run = labRunOf(id, state);
    return run === undefined ? [] : [{ ...run, isSingle: true }];
  });
  report = labReportOf({ runs, gaps: [], recorded: [] }, query);
});

/** Every solution of every run, read from the states again. */
function allSolutions() {
  return [...states.values()].flatMap((state) => {
    const { problem } = state.spec!;
    return solutionsOf(state).flatMap(({ answer, value, scores, key }) =>
      value === undefined
        ? []
        : [
            {
              problem: problem.text,
              isRight: key !== undefined && gradeAnswer(answer, problem.answer!) === 'right',
              score: value,
              scores,
            },
          ],
    );
  });
}

function countedArea(items: readonly { readonly score: number; readonly isRight: boolean }[]): number {
  let wins = 0;
  let pairs = 0;
  for (const right of items.filter(({ isRight }) => isRight))
    for (const wrong of items.filter(({ isRight }) => !isRight)) {
      pairs++;
      wins += right.score > wrong.score ? 1 : right.score === wrong.score ? 0.5 : 0;
    }
  return wins / pairs;
}

describe('the report on a verifier', () => {
  it('is one that can be sent', () => {
    const reading = {
      read: runs.length,
      pending: 0,
      pendingExperiments: 0,
      leftOut: 0,
      withoutReference: 0,
      withoutScores: 0,
      unreadable: 0,
    };
    expect(() => labReportSchema.parse({ ...report, reading })).not.toThrow();
  });

  it('AUC of solutions, of steps and by position equal the share of pairs in order', () => {
    const solutions = allSolutions();
    const steps = solutions.flatMap(({ scores, isRight }) =>
      scores.map((score, position) => ({ score, position, isRight })),
    );
    const { judged } = report;
    expect(judged?.solutions.count).toBe(solutions.length);
    expect(judged?.solutions.area.value).toBeCloseTo(countedArea(solutions), 12);
    expect(judged?.steps.count).toBe(steps.length);
    expect(judged?.steps.area.value).toBeCloseTo(countedArea(steps), 12);
    for (const { name, value, right, wrong } of judged?.byPosition ?? []) {
      const mine = steps.filter(({ position }) => position === Number(name) - 1);
      expect(right + wrong).toBe(mine.length);
      if (value !== undefined) expect(value).toBeCloseTo(countedArea(mine), 12);
    }
    expect(judged?.byPosition.reduce((sum, { right, wrong }) => sum + right + wrong, 0)).toBe(steps.length);
    expect(judged?.byPart.reduce((sum, { right, wrong }) => sum + right + wrong, 0)).toBe(steps.length);
    expect(judged?.byLength.reduce((sum, { right, wrong }) => sum + right + wrong, 0)).toBe(solutions.length);
  });

  it('AUC by length and by level equal the share of pairs in order among those of one length, of one level', () => {
    const solutions = [...states.values()].flatMap((state) =>
      solutionsOf(state).flatMap(({ answer, value, scores }) =>
        value === undefined
          ? []
          : [
              {
                level: String(state.spec!.problem.level),
                length: String(scores.length),
                isRight: gradeAnswer(answer, state.spec!.problem.answer!) === 'right',
                score: value,
              },
            ],
      ),
    );
    const { byLevel = [], byLength = [] } = report.judged ?? {};
    expect(byLevel.map(({ name }) => name)).toEqual(['1', '2', '3', '4', '5']);
    for (const { name, value, right, wrong } of byLevel) {
      const mine = solutions.filter(({ level }) => level === name);
      expect([right, wrong]).toEqual([mine.filter(({ isRight }) => isRight).length, mine.length - right]);
      expect(value === undefined).toBe(right === 0 || wrong === 0);
      if (value !== undefined) expect(value).toBeCloseTo(countedArea(mine), 12);
    }
    expect(byLevel.filter(({ value }) => value !== undefined).length).toBeGreaterThan(2);
    expect(byLength.length).toBeGreaterThan(1);
    for (const { name, value } of byLength) {
      const mine = solutions.filter(({ length }) => length === name || name === `${length} and more`);
      if (value !== undefined) expect(value).toBeCloseTo(countedArea(mine), 12);
    }
  });

  it('AUC within problems is the mean over those that have some of both', () => {
    const solutions = allSolutions();
    const areas = [...new Set(solutions.map(({ problem }) => problem))]
      .map((problem) => countedArea(solutions.filter((each) => each.problem === problem)))
      .filter((area) => !Number.isNaN(area));
    expect(report.judged?.withinProblems.problems).toBe(areas.length);
    expect(report.judged?.withinProblems.value).toBeCloseTo(
      areas.reduce((sum, area) => sum + area, 0) / areas.length,
      12,
    );
  });

  it('histograms and reliability hold every solution once', () => {
    const solutions = allSolutions();
    const { right, wrong } = report.judged!.solutions.histograms;
    expect(right.reduce((sum, count) => sum + count, 0)).toBe(solutions.filter(({ isRight }) => isRight).length);
    wrong.forEach((count, bin) =>
      expect(count).toBe(
        solutions.filter(({ isRight, score }) => !isRight && Math.min(19, Math.floor(score * 20)) === bin).length,
      ),
    );
    const { bins, error } = report.judged!.solutions.reliability;
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(solutions.length);
    expect(error).toBeCloseTo(
      bins.reduce((sum, { said, found, count }) => sum + (count / solutions.length) * Math.abs(said - found), 0),
      12,
    );
  });

  it('what is solved, what another selection would win and what was never written add up to all', () => {
    expect(report.gaps.length).toBeGreaterThan(0);
    for (const { solved, selectionGap, generationGap, strategy, selection, problems } of report.gaps) {
      expect(solved.value + selectionGap.value + generationGap.value).toBeCloseTo(1, 12);
      const mine = [...states].filter(([id]) => id.startsWith(strategy));
      expect(problems).toBe(mine.length);
      const hits = mine.filter(([, state]) => {
        const winner = selectAnswer(solutionsOf(state), selection).answer;
        return gradeAnswer(winner, state.spec!.problem.answer!) === 'right';
      });
      expect(solved.value).toBeCloseTo(hits.length / mine.length, 12);
    }
  });

  it('gaps of an experiment add up at every budget, from its digests alone', () => {
    const data = madeData({ problems: 30, n: 16 });
    const verifier = data.cells.find((cell) => cell.verifier !== undefined)!.verifier!;
    const gaps = gapsOfExperiment('made', data, verifier);
    expect(gaps.length).toBeGreaterThan(4);
    for (const { solved, selectionGap, generationGap } of gaps) {
      expect(Math.abs(solved.value + selectionGap.value + generationGap.value - 1)).toBeLessThan(0.01);
      expect(selectionGap.interval.low).toBeLessThanOrEqual(selectionGap.value);
      expect(selectionGap.interval.high).toBeGreaterThanOrEqual(selectionGap.value);
    }
    const { byRun } = labReportOf({ runs: [], gaps, recorded: [data] }, { ...query, verifier });
    expect(byRun?.runs).toBeGreaterThan(0);
  });
});

describe('the failure finder', () => {
  const rowsOf = <Kind extends Failure['kind']>(kind: Kind) =>
    runs.flatMap(({ failures }) =>
      failures.filter((failure): failure is Extract<Failure, { kind: Kind }> => failure.kind === kind),
    );

  it('finds every wrong winner that is half sure, and every right answer that was passed over', () => {
    const expected = [...states].flatMap(([run, state]) => {
      const { votes } = selectAnswer(solutionsOf(state), selectionOf(state.spec!));
      const reference = state.spec!.problem.answer!;
      const isRight = (answer: string) => gradeAnswer(answer, reference) === 'right';
      const winner = votes.find(({ isWinner }) => isWinner);
      const place = votes.findIndex(({ answer }) => isRight(answer));
      if (winner === undefined || isRight(winner.answer)) return [];
      return [
        ...((winner.best ?? 0) >= 0.5 ? [`${run} wrong ${winner.node}`] : []),
        ...(place < 0 ? [] : [`${run} over ${votes[place]!.node} ${place + 1} of ${votes.length}`]),
      ];
    });
    const found = [
      ...rowsOf('wrong-winner').map(({ run, node }) => `${run} wrong ${node}`),
      ...rowsOf('passed-over').map(({ run, node, rank, of }) => `${run} over ${node} ${rank} of ${of}`),
    ];
    expect(found.toSorted()).toEqual(expected.toSorted());
    expect(found.length).toBeGreaterThan(5);
  });

  it('a right branch that was cut holds the answer, or says the steps of a right solution', () => {
    const cut = rowsOf('right-cut');
    expect(cut.length).toBeGreaterThan(0);
    for (const { run, node, because, round, rank, margin } of cut) {
      const state = states.get(run)!;
      const { decision, group } = state.nodes.get(node)!;
      expect(decision?.fate).toBe('cut');
      expect(rank).toBe(decision?.rank);
      const { line } = state.groups[group]!.rounds[round]!;
      expect(margin).toBe(line === undefined ? undefined : line - decision!.value!);
      const text = wordsTo(state, node);
      if (because === 'holds-answer') expect(gradeAnswer(text, state.spec!.problem.answer!)).toBe('right');
      else
        expect(
          solutionsOf(state).some(
            (each) => each.text.startsWith(text) && gradeAnswer(each.answer, state.spec!.problem.answer!) === 'right',
          ),
        ).toBe(true);
    }
  });

  it('a cliff lies between two steps of a solution, and moving the threshold reads nothing again', () => {
    for (const { run, node, before, score } of rowsOf('cliff')) {
      const { nodes } = states.get(run)!;
      const { score: here, parent } = nodes.get(node)!;
      expect([score, before]).toEqual([here, nodes.get(parent!)!.score]);
      expect(before - score).toBeGreaterThanOrEqual(0.2);
    }
    const counts = [0.2, 0.4, 0.6, 0.8].map(
      (fall) =>
        labReportOf({ runs, gaps: [], recorded: [] }, { ...query, fall }).failures.find(({ kind }) => kind === 'cliff')!
          .count,
    );
    expect(counts).toEqual(counts.toSorted((one, other) => other - one));
    expect(counts[0]).toBe(rowsOf('cliff').length);
  });
});

describe('lines to train with', () => {
  it('a step is good when some solution through it came out right', () => {
    for (const [runId, state] of states) {
      const reference = state.spec!.problem.answer!;
      const solutions = solutionsOf(state);
      const right = solutions
        .filter(({ answer }) => gradeAnswer(answer, reference) === 'right')
        .map(({ node }) => node);
      const lines = trainingLinesOf(state, { runId, form: 'stepwise' }).map(
        (line) =>
          JSON.parse(line) as {
            node: string;
            completions: string[];
            labels: boolean[];
            shares: number[];
            prompt: string;
          },
      );
      expect(lines.length).toBe(solutions.length);
      for (const { node, completions, labels, shares, prompt } of lines) {
        const ids = node.split('.').map((_, i, all) => all.slice(0, i + 1).join('.'));
        const through = (id: string, ends: readonly string[]) =>
          ends.filter((end) => end === id || end.startsWith(`${id}.`)).length;
        expect(prompt).toBe(state.spec!.problem.text);
        const steps = ids.slice(1).filter((id) => state.nodes.get(id)!.text.trim() !== '');
        expect(completions).toEqual(steps.map((id) => state.nodes.get(id)!.text.trimEnd()));
        expect(labels).toEqual(steps.map((id) => through(id, right) > 0));
        const ends = solutions.map((each) => each.node);
        expect(shares).toEqual(steps.map((id) => through(id, right) / through(id, ends)));
      }
    }
  });

  it('as PRM800K has them: one completion a step, rated 1 or -1', () => {
    const [runId, state] = [...states][0]!;
    const [line] = trainingLinesOf(state, { runId, form: 'prm800k' });
    const { question, label } = JSON.parse(line!) as {
      question: { problem: string; ground_truth_answer: string };
      label: { steps: { completions: { rating: number }[]; chosen_completion: number }[]; finish_reason: string };
    };
    expect(question).toMatchObject({
      problem: state.spec!.problem.text,
      ground_truth_answer: state.spec!.problem.answer,
    });
    for (const { completions, chosen_completion: chosen } of label.steps) {
      expect([1, -1]).toContain(completions[0]!.rating);
      expect(chosen).toBe(0);
    }
  });
});

/** The path to `node` in one text. */
function wordsTo(state: SearchState, node: string): string {
  const { parent, text } = state.nodes.get(node)!;
  return parent === undefined ? '' : `${wordsTo(state, parent)}${text}`;
}
