/**
 * A race at one place of its clock: from lanes as far as they have been read, what is known of models, and the form, to what
 * is drawn. Pure but for the courses that it keeps, which grow with their lanes.
 */
import type { RacedModel } from '@/lib/client';
import {
  amountOf,
  Course,
  measures,
  nothingSpent,
  outcomeOf,
  type Lane,
  type LaneModels,
  type Measure,
  type ModelFacts,
  type RaceOutcome,
} from '@/lib/race';
import { hasEnded, type RunSpec } from '@/lib/search';
import type { Verdict } from '@/lib/tree';
import type { Language } from '@/lib/words';
import type { RaceForm } from './race-form';
import type { LaneLog } from './race-logs';
import { contestantOf, namesApart, type Contestant } from '@/components/strategies/told-apart';

/** An answer for as long as it was held, in what the clock counts. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly answer: string | undefined;
  readonly verdict: Verdict | undefined;
}

/** A lane at the place of the clock. */
export interface RaceLane {
  readonly source: LaneLog;
  readonly name: string;
  /** Undefined before its first entry. */
  readonly spec: RunSpec | undefined;
  /** The last entry that its budget allows, and the one at the clock, which is no later. */
  readonly end: number;
  readonly seq: number;
  /** Where it ends, in what the clock counts. */
  readonly endAt: number;
  /** Its budget was spent before its run was over. */
  readonly isSpent: boolean;
  /** More of it may come. */
  readonly isGoingOn: boolean;
  /** Not all that there is of its log is here yet, or how much there is has not been told. */
  readonly isArriving: boolean;
  readonly budget: number | undefined;
  readonly answers: readonly Stretch[];
  /** At the clock, and at its end; of what can be told of it. */
  readonly spent: Amounts;
  readonly spentAtEnd: Amounts;
  /** What cannot be told of it: the model of which too little is known. */
  readonly untold: Readonly<Partial<Record<Measure, string>>>;
}

export type Amounts = Readonly<Partial<Record<Measure, number>>>;

export interface Race {
  readonly lanes: readonly RaceLane[];
  /** What can be counted of some lane, and of every lane: clock and budgets count no other. */
  readonly metered: readonly Measure[];
  readonly known: readonly Measure[];
  /** What the clock counts, where it stands and where it ends. */
  readonly by: Measure;
  readonly at: number;
  readonly total: number;
  /** What budgets are in; undefined: there are none. */
  readonly limit: Measure | undefined;
  readonly isAtEnd: boolean;
  readonly isGoingOn: boolean;
  /** Of some lane there is nothing yet, or not all that there is. */
  readonly isOpening: boolean;
  /** Lanes that were worked on at the same moment, at most. */
  readonly atOnce: number;
  /** As far as the clock has come. */
  readonly outcome: RaceOutcome;
  /** What the meters are full at: the budgets, else the lane that spends most. */
  readonly most: Amounts;
}

/** Courses of lanes by what they count and what is known of their models; each is read on and never made again. */
export class Courses {
  readonly #known = new WeakMap<Lane, Map<string, Course>>();

  of(lane: Lane, measure: Measure, models: LaneModels): Course {
    const key = `${measure} ${JSON.stringify(models)}`;
    const courses = this.#known.get(lane) ?? new Map<string, Course>();
    this.#known.set(lane, courses);
    const course = courses.get(key) ?? new Course(lane, measure, models);
    courses.set(key, course);
    return course;
  }
}

export function raceOf(
  logs: readonly LaneLog[],
  form: RaceForm,
  {
    facts,
    courses,
    language,
  }: { readonly facts: readonly RacedModel[]; readonly courses: Courses; readonly language?: Language },
): Race {
  const contestants = logs.map(contestantIn);
  const models = contestants.map((contestant) => modelsOf(contestant, facts));
  const untold = contestants.map((contestant, i) => (contestant === undefined ? {} : untoldOf(contestant, models[i]!)));
  const known = measures.filter((measure) => untold.every((each) => each[measure] === undefined));
  const metered = measures.filter((measure) =>
    contestants.some((contestant, i) => contestant !== undefined && untold[i]![measure] === undefined),
  );
  const by = known.includes(form.by) ? form.by : 'seconds';
  const limit = form.limit !== undefined && known.includes(form.limit) ? form.limit : undefined;
  const runners = logs.map(({ lane }, i) => {
    const budget = limit === undefined ? undefined : form.budgets[i];
    const end =
      limit === undefined || budget === undefined ? lane.end : courses.of(lane, limit, models[i]!).seqAt(budget);
    return { lane, course: courses.of(lane, by, models[i]!), end, budget };
  });
  const total = Math.max(0, ...runners.map(({ course, end }) => course.amountAt(end)));
  const isAtEnd = form.at === undefined || form.at >= total;
  const at = isAtEnd ? total : (form.at ?? total);
  const names = namesApart(contestants, language);
  const lanes = runners.map(({ lane, course, end, budget }, i): RaceLane => {
    const seq = isAtEnd ? end : Math.min(end, course.seqAt(at));
    const amounts = (place: number): Amounts =>
      Object.fromEntries(metered.map((measure) => [measure, amountOf(lane.spendingAt(place), measure, models[i]!)]));
    return {
      source: logs[i]!,
      name: names[i]!,
      spec: lane.spec,
      end,
      seq,
      endAt: course.amountAt(end),
      isSpent: end < lane.end,
      isGoingOn: end === lane.end && isOpen(logs[i]!),
      isArriving: isArriving(logs[i]!),
      budget,
      answers: stretchesOf(lane, course, end),
      spent: amounts(seq),
      spentAtEnd: amounts(end),
      untold: untold[i]!,
    };
  });
  const isGoingOn = lanes.some((lane) => lane.isGoingOn);
  return {
    lanes,
    metered,
    known,
    by,
    at,
    total,
    limit,
    isAtEnd,
    isGoingOn,
    isOpening: lanes.some((lane) => lane.isArriving),
    atOnce: atOnceOf(logs),
    outcome: outcomeOf(runners, by, isAtEnd ? Infinity : at),
    most: Object.fromEntries(
      metered.map((measure) => [
        measure,
        Math.max(0, ...lanes.map((lane) => (measure === limit && lane.budget) || (lane.spentAtEnd[measure] ?? 0))),
      ]),
    ),
  };
}

function atOnceOf(logs: readonly LaneLog[]): number {
  const spans = logs.flatMap(({ lane, log }) => {
    const { entries } = log.snapshot().replay;
    // What a fork took over was worked on by its parent.
    const [first, last] = [entries[lane.forks.at(-1)?.seq ?? 0], entries.at(-1)];
    return first === undefined || last === undefined ? [] : [{ from: first.at, to: last.at }];
  });
  return Math.max(0, ...spans.map(({ from }) => spans.filter((other) => other.from <= from && from < other.to).length));
}

function isOpen({ connection, summary, broken, lane }: LaneLog): boolean {
  if (connection === undefined || connection.type === 'broken' || broken !== undefined || summary === 'asked')
    return false;
  return !hasEnded(lane.status) && (summary === undefined || !hasEnded(summary.status));
}

function isArriving({ connection, summary, reaches, broken, lane }: LaneLog): boolean {
  if (connection?.type === 'broken' || broken !== undefined) return false;
  return lane.end === 0 || lane.end < reaches || (summary === 'asked' && !hasEnded(lane.status));
}

/** Before its log is here, as the server says. */
function contestantIn({ lane, summary }: LaneLog): Contestant | undefined {
  if (lane.spec !== undefined) return contestantOf(lane.spec, lane.forks);
  if (summary === undefined || summary === 'asked') return undefined;
  const { strategy, config, seed, policy, verifier } = summary;
  return { strategy, config, seed, policy, verifier };
}

function stretchesOf(lane: Lane, course: Course, end: number): readonly Stretch[] {
  const held = lane.answers.filter(({ seq }) => seq <= end);
  return held.map(({ seq, answer, verdict }, i) => ({
    from: course.amountAt(seq),
    to: course.amountAt(held[i + 1]?.seq ?? end),
    answer,
    verdict,
  }));
}

const unknown: ModelFacts = { parametersM: undefined, promptPrice: undefined, completionPrice: undefined };

function modelsOf(contestant: Contestant | undefined, facts: readonly RacedModel[]): LaneModels {
  const factsOf = (role: RacedModel['role'], name: string | undefined): ModelFacts => {
    const { parametersM, promptPrice, completionPrice } =
      facts.find((each) => each.role === role && each.name === name) ?? unknown;
    return { parametersM, promptPrice, completionPrice };
  };
  return {
    policy: factsOf('policy', contestant?.policy),
    verifier: contestant?.verifier === undefined ? undefined : factsOf('verifier', contestant.verifier),
  };
}

/** By what cannot be counted of a run, the model of which too little is known for it. */
function untoldOf({ policy = '', verifier = '' }: Contestant, models: LaneModels): RaceLane['untold'] {
  const isTold = (measure: Measure, asked: LaneModels) => amountOf(nothingSpent, measure, asked) !== undefined;
  return Object.fromEntries(
    measures.flatMap((measure) => {
      if (isTold(measure, models)) return [];
      return [[measure, isTold(measure, { ...models, verifier: undefined }) ? verifier : policy]];
    }),
  );
}
