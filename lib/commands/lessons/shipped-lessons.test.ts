/**
 * The lessons that ship against what they were made of: the files are what the plans say of the recorded runs, the runs are such
 * as the rules ask for, and the numbers that stops state are counted again here, straight from the events of their logs.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { gradeAnswer } from '@/lib/answers';
import { formatScore } from '@/lib/base';
import { lessonListSchema, lessonSchema } from '@/lib/lessons';
import { logEntrySchema } from '@/lib/runs/wire';
import { parentIdOf, rootId, type SearchEvent } from '@/lib/search';
import { candidatesIn } from './candidates';
import { filesOf, listOf, logFileOf } from './lesson-files';
import { lessonPlans } from './lessons';
import { measured } from './lessons/measured';
import { recordedCasts } from './recorded-casts';
import type { Recording, Studio, Wish } from './studio';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = join(root, 'public', 'lessons');
const readJson = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
const list = lessonListSchema.parse(readJson('index.json'));
const candidates = candidatesIn(join(root, 'models', 'tiny-math', 'dev.jsonl'));
const found = recordedCasts(lessonPlans, folder, candidates);
const rules = new Map(lessonPlans.flatMap(({ acts }) => acts.map(({ rule }) => [rule.name, rule] as const)));

describe('the lessons that ship', () => {
  it('are what their plans say of the recorded runs, and so is their list', () => {
    const made = lessonPlans.flatMap((plan) => filesOf(plan, found) ?? []);
    for (const { lesson } of made) expect(lesson).toEqual(readJson(`${lesson.id}.json`));
    expect(listOf(made, list.firstProblem)).toEqual(readJson('index.json'));
  });

  it('show runs such as their rules ask for', async () => {
    const unshown: string[] = [];
    for (const [name, { candidate }] of found) {
      try {
        expect(await rules.get(name)!.find(candidate, recordedStudio), name).toBeDefined();
      } catch (error) {
        if (!(error instanceof NotShown)) throw error;
        unshown.push(name);
      }
    }
    // It asks for a greedy answer too, which no lesson shows.
    expect(unshown).toEqual(['hard-one']);
  });

  it('set beside a single run what the table of the models’ page has measured', () => {
    const table = readFileSync(join(root, 'models', 'README.md'), 'utf8').split('\n');
    const percents = (row: string) =>
      table
        .find((line) => line.startsWith(`| ${row} by policy |`))!
        .split('|')
        .slice(3, 5)
        .map((cell) => cell.trim().split(' ')[0]);
    for (const [row, figures] of [
      ['best-of-n', measured.bestOfN],
      ['beam-search', measured.beamSearch],
      ['dvts', measured.dvts],
    ] as const)
      expect(Object.values(figures)).toEqual(percents(row));
  });
});

/** A run was asked for that no lesson shows. */
class NotShown extends Error {}

/** Gives what lies there instead of searching. */
const recordedStudio = {
  record: (problem: Recording['spec']['problem'], { strategy, config, policy }: Wish) => {
    const all = [...found.values()].flatMap(({ cast }) => Object.values(cast));
    const recording = all.find(
      ({ spec }) =>
        spec.problem.uniqueId === problem.uniqueId &&
        spec.strategy === strategy &&
        spec.config.n === config.n &&
        spec.policy.name === (policy ?? 'policy'),
    );
    return recording === undefined ? Promise.reject(new NotShown()) : Promise.resolve(recording);
  },
} as unknown as Studio;

/** What a log says without any of the code that made the lessons. */
class Facts {
  readonly #events: readonly SearchEvent[];
  readonly texts = new Map<string, string>();
  readonly scores = new Map<string, number>();

  constructor(rule: string, run: string) {
    this.#events = gunzipSync(readFileSync(join(folder, logFileOf(rule, run))))
      .toString('utf8')
      .trimEnd()
      .split('\n')
      .map((line) => logEntrySchema.parse(JSON.parse(line)).event);
    for (const event of this.#events) {
      if (event.type === 'node-text') this.texts.set(event.node, (this.texts.get(event.node) ?? '') + event.text);
      if (event.type === 'node-scored' && event.score !== undefined) this.scores.set(event.node, event.score);
    }
  }

  get spec() {
    const [started] = this.#events;
    if (started?.type !== 'run-started') throw new Error('a log begins with its run');
    return started.spec;
  }

  get n(): number {
    return this.spec.config.n;
  }

  /** As a text writes it. */
  get reference(): string {
    return `$${this.spec.problem.answer}$`;
  }

  get tokens(): number {
    const isPolicy = new Map(
      this.#events.flatMap((event) => (event.type === 'call-opened' ? [[event.call, event.role === 'policy']] : [])),
    );
    return this.#events.reduce(
      (sum, event) =>
        sum + (event.type === 'call-closed' && isPolicy.get(event.call) === true ? event.completionTokens : 0),
      0,
    );
  }

  get solutions(): readonly { readonly node: string; readonly answer: string; readonly score: number }[] {
    return [...this.texts].flatMap(([node, text]) => {
      const [, answer] = /\\boxed\{((?:[^{}]|\{[^{}]*\})*)\}/.exec(text) ?? [];
      return answer === undefined ? [] : [{ node, answer: `$${answer}$`, score: this.scores.get(node) ?? 0 }];
    });
  }

  get firsts(): readonly string[] {
    return [...this.texts.keys()].filter((node) => parentIdOf(node) === rootId);
  }

  /** The strongest answer first, by heads or by scores. */
  votes(by: 'heads' | 'scores', among = this.solutions): readonly (readonly [answer: string, strength: number])[] {
    const sums = new Map<string, number>();
    for (const { answer, score } of among) sums.set(answer, (sums.get(answer) ?? 0) + (by === 'heads' ? 1 : score));
    return [...sums].sort((one, other) => other[1] - one[1]);
  }

  count(answer: string): number {
    return this.solutions.filter((solution) => solution.answer === answer).length;
  }

  get favourite() {
    return this.solutions.reduce((best, solution) => (solution.score > best.score ? solution : best));
  }

  /** The last answer that was selected under `selection`. */
  selected(selection: string): string {
    const event = this.#events.findLast((each) => each.type === 'answer-selected' && each.selection === selection);
    return event?.type === 'answer-selected' ? `$${event.answer}$` : 'none';
  }

  get rounds() {
    return this.#events.flatMap((event) => (event.type === 'round-decided' ? [event] : []));
  }

  path(node: string): readonly string[] {
    const parent = parentIdOf(node);
    return parent === undefined || parent === rootId ? [node] : [...this.path(parent), node];
  }
}

const isRight = (facts: Facts, answer: string) =>
  gradeAnswer(answer.slice(1, -1), facts.spec.problem.answer ?? '') === 'right';

describe('the numbers that stops state', () => {
  /** Formulas and numbers of each stop's words, in their order. */
  const stated = (id: string) =>
    lessonSchema
      .parse(readJson(`${id}.json`))
      .stops.map(({ say }) => [...say.en.matchAll(/\$[^$]+\$|\d+(?:\.\d+)?/g)].map(([value]) => value));
  const written = (rows: readonly (readonly (string | number)[])[]) => rows.map((row) => row.map(String));
  const facts = new Map<string, Facts>();
  const of = (rule: string, run: string): Facts => facts.get(`${rule} ${run}`)!;
  beforeAll(() => {
    for (const { acts } of lessonPlans)
      for (const { rule, shows } of acts)
        for (const run of shows) facts.set(`${rule.name} ${run}`, new Facts(rule.name, run));
  });

  it('of “one answer is not enough” are those of its logs', () => {
    const [greedy, vote] = [of('greedy-fails', 'greedy'), of('greedy-fails', 'vote')];
    const [alone] = greedy.solutions;
    const [[winner, votes]] = vote.votes('heads') as [readonly [string, number]];
    expect(isRight(greedy, alone!.answer)).toBe(false);
    expect(isRight(vote, winner)).toBe(true);
    expect(stated('one-answer')).toEqual(
      written([
        [],
        [alone!.answer, greedy.reference],
        [vote.n, new Set(vote.firsts.map((node) => vote.texts.get(node))).size],
        [vote.count(vote.reference), vote.n],
        [winner, votes, vote.n],
        [vote.tokens, greedy.tokens],
      ]),
    );
  });

  it('of “voting” are those of its logs, and the false consensus holds, few solutions or many', () => {
    const [few, many] = [of('false-consensus', 'habit'), of('false-consensus', 'many')];
    const [[winner, votes]] = few.votes('heads') as [readonly [string, number]];
    const [[again, more]] = many.votes('heads') as [readonly [string, number]];
    expect(isRight(few, winner)).toBe(false);
    expect(again).toBe(winner);
    expect([few.n, many.n]).toEqual([8, 64]);
    expect(votes).toBeGreaterThan(few.n / 2);
    expect(more).toBeGreaterThan(many.n / 2);
    const right = few.count(few.reference);
    const { point } = lessonSchema.parse(readJson('voting.json')).stops[4]!;
    const end = point?.type === 'nodes' ? point.nodes.at(-1) : undefined;
    expect(few.solutions.find(({ node }) => node === end)?.answer).toBe(few.reference);
    expect(stated('voting')).toEqual(
      written([
        [few.n],
        [votes, winner, right, few.reference],
        [winner],
        [many.n, winner, more, few.reference, many.count(few.reference)],
        [few.reference, right, few.n],
      ]),
    );
  });

  it('of “a judge of steps” are those of its logs', () => {
    const [pool, second] = [of('false-consensus', 'pool'), of('favourite-fails', 'second')];
    const [[majority]] = pool.votes('heads') as [readonly [string, number]];
    const [[winner, sum]] = pool.votes('scores') as [readonly [string, number]];
    const other = pool.votes('scores').find(([answer]) => answer === majority)![1];
    expect([isRight(pool, majority), isRight(pool, winner)]).toEqual([false, true]);
    const best = second.favourite;
    const [[weighted]] = second.votes('scores') as [readonly [string, number]];
    expect([isRight(second, best.answer), isRight(second, weighted)]).toEqual([false, true]);
    const [, falls, ...rest] = stated('judge');
    expect(rest).toEqual(
      written([
        [winner, sum.toFixed(2), majority, other.toFixed(2)],
        [],
        [formatScore(best.score), best.answer],
        [weighted, second.count(weighted)],
      ]),
    );
    // Some solution of the majority falls so, and is believed before.
    const paths = pool.solutions.filter(({ answer }) => answer === majority).map(({ node }) => pool.path(node));
    const step = Number(falls![0]);
    const fallen = paths.map((path) => [step - 2, step - 1].map((at) => pool.scores.get(path[at]!)!));
    expect(fallen.map((pair) => pair.map(formatScore))).toContainEqual(falls!.slice(1));
  });

  it('of “beam search” are those of its logs', () => {
    const [pool, beam] = [of('search-finds', 'pool'), of('search-finds', 'beam')];
    const wrong = pool.selected('weighted');
    const answer = beam.selected('weighted');
    expect([isRight(pool, wrong), isRight(beam, answer)]).toEqual([false, true]);
    const kept = beam.rounds.map(({ decisions }) => decisions.filter(({ fate }) => fate === 'kept'));
    const ideas = kept.map((each) => new Set(each.map(({ node }) => beam.path(node)[0])).size);
    // As many are written after each step as at first.
    for (const each of kept.filter(({ length }) => length > 0))
      expect(each.reduce((sum, { children = 0 }) => sum + children, 0)).toBe(beam.n);
    expect(beam.tokens).toBeLessThan(pool.tokens);
    expect(stated('beam-search')).toEqual(
      written([
        [pool.n, wrong],
        [beam.n],
        [kept[0]!.length, beam.n],
        [answer],
        [beam.tokens, pool.tokens],
        [ideas.indexOf(1) + 1],
      ]),
    );
  });

  it('of “DVTS” are those of its logs, and one step took all places', () => {
    const [beam, trees] = [of('trees-find', 'beam'), of('trees-find', 'trees')];
    const { beamWidth } = beam.spec.config;
    const places = beam.n / beamWidth;
    const wrong = beam.selected('weighted');
    const answer = trees.selected('weighted');
    expect([isRight(beam, wrong), isRight(trees, answer)]).toEqual([false, true]);
    const ends = trees.solutions.filter((solution) => solution.answer === answer).map(({ node }) => node);
    // First steps are dealt to the trees in turn of their number.
    const treeOf = (node: string) => Math.floor(Number(trees.path(node)[0]!.split('.')[1]) / beamWidth);
    const stop = lessonSchema.parse(readJson('dvts.json')).stops[4]!;
    const lost = stop.node!;
    const round = beam.rounds.find(({ decisions }) => decisions.some(({ node }) => node === lost))!;
    const [winner, ...others] = round.decisions.filter(({ fate }) => fate === 'kept');
    const siblings = [...beam.texts].filter(([node]) => parentIdOf(node) === parentIdOf(winner!.node));
    const copies = siblings.filter(([, text]) => text === beam.texts.get(winner!.node)).length;
    expect(others).toEqual([]);
    expect(copies).toBeGreaterThanOrEqual(places);
    // The trees went on with the very words that were cut.
    const words = beam.path(lost).map((node) => beam.texts.get(node)!.trim());
    const ways = ends.map((node) =>
      trees
        .path(node)
        .map((id) => trees.texts.get(id)!.trim())
        .slice(0, words.length),
    );
    expect(ways).toContainEqual(words);
    expect(stated('dvts')).toEqual(
      written([
        [beam.n, beam.rounds[0]!.decisions.filter(({ fate }) => fate === 'kept').length],
        [wrong],
        [places, beamWidth],
        [new Set(ends.map(treeOf)).size, places, answer],
        [
          beam.path(lost).length,
          copies,
          formatScore(beam.scores.get(winner!.node)!),
          formatScore(beam.scores.get(lost)!),
          places,
        ],
      ]),
    );
  });

  it('of “revising” are those of its log, and the mended chain votes for what wins', () => {
    const run = of('revision-mends', 'chains');
    const length = run.spec.config.revisions;
    const chains = [0, length].map((from) =>
      run.solutions.filter(({ node }) => {
        const at = Number(run.path(node)[0]!.split('.')[1]);
        return at >= from && at < from + length;
      }),
    );
    const votes = chains.map((chain) => run.votes('scores', chain)[0]![0]);
    const mended = votes.findIndex((answer) => isRight(run, answer));
    const [chain, other] = [chains[mended]!, votes[1 - mended]!];
    expect(isRight(run, other)).toBe(false);
    expect(isRight(run, chain[0]!.answer)).toBe(false);
    expect(run.selected('weighted')).toBe(votes[mended]);
    expect(stated('revising')).toEqual(
      written([
        [chain[0]!.answer],
        [chain.findIndex(({ answer }) => isRight(run, answer)) + 1, votes[mended]!],
        [chain.length],
        [votes[mended]!, other, votes[mended]!],
      ]),
    );
  });

  it('of “spending where it is hard” are those of its logs', () => {
    const [easy, hard] = [of('easy-one', 'easy'), of('hard-one', 'hard')];
    const first = (run: Facts) => {
      const [round] = run.rounds;
      const share = run.solutions.filter(({ node }) => round!.decisions.some((each) => each.node === node));
      const votes = run.votes('heads', share);
      return {
        votes,
        best: formatScore(Math.max(...share.map(({ score }) => score))),
        estimate: formatScore(round!.measures!['estimate']!),
      };
    };
    const [seen, dim] = [first(easy), first(hard)];
    const share = easy.spec.config.share;
    expect([isRight(easy, easy.selected('weighted')), isRight(hard, hard.selected('weighted'))]).toEqual([true, true]);
    expect(stated('spending')).toEqual(
      written([
        [share],
        [seen.votes[0]![1], share, seen.best, seen.estimate, 1],
        [easy.selected('weighted'), easy.tokens],
        [share, dim.votes.length, dim.best, dim.estimate],
        [hard.selected('weighted')],
        [hard.tokens, easy.tokens],
      ]),
    );
  });

  it('of “when the judge errs” are those of its logs', () => {
    const [misled, cut] = [of('judge-misleads', 'misled'), of('right-step-cut', 'cut')];
    const best = misled.favourite;
    expect(isRight(misled, best.answer)).toBe(false);
    const right = misled.solutions.filter(({ answer }) => isRight(misled, answer));
    const { node } = lessonSchema.parse(readJson('judge-errs.json')).stops[3]!;
    const round = cut.rounds.find(({ decisions }) =>
      decisions.some((each) => each.node === node && each.fate === 'cut'),
    )!;
    const kept = round.decisions.filter(({ fate }) => fate === 'kept' || fate === 'finished');
    const reference = candidates.find(({ problem }) => problem.uniqueId === cut.spec.problem.uniqueId)!.steps;
    const path = cut.path(node!);
    expect(path.map((id) => cut.texts.get(id)!.trim())).toEqual(
      reference.slice(0, path.length).map((text) => text.trim()),
    );
    expect(isRight(cut, cut.selected('weighted'))).toBe(false);
    expect(stated('judge-errs')).toEqual(
      written([
        [misled.n],
        [formatScore(best.score), best.answer],
        [right[0]!.answer, right.length, misled.n, formatScore(Math.max(...right.map(({ score }) => score)))],
        [
          path.length,
          formatScore(cut.scores.get(node!)!),
          formatScore(Math.min(...kept.map(({ value = 1 }) => value))),
        ],
        [cut.selected('weighted')],
      ]),
    );
  });

  it('of “in two minutes” are those of the lessons that tell the same at leisure', () => {
    const [greedy, vote] = [of('greedy-fails', 'greedy'), of('greedy-fails', 'vote')];
    const [many, pool] = [of('false-consensus', 'many'), of('false-consensus', 'pool')];
    const [[wrong, votes]] = many.votes('heads') as [readonly [string, number]];
    const [beam, trees] = [of('trees-find', 'beam'), of('trees-find', 'trees')];
    expect(stated('tour')).toEqual(
      written([
        [greedy.solutions[0]!.answer, greedy.reference],
        [vote.n, vote.count(vote.reference), vote.reference],
        [votes, many.n, wrong],
        [0, 1, pool.reference],
        [beam.selected('weighted')],
        [trees.n / trees.spec.config.beamWidth, trees.reference],
        [formatScore(of('judge-misleads', 'misled').favourite.score)],
      ]),
    );
  });
});
