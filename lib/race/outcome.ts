/** Who was the first to hold the right answer, by one measure, and who shares that place. Knows no words and no screen. */
import type { Course, Measure } from './measures';
import type { Lane } from './lane';

/** A lane as far as it is raced. */
export interface Runner {
  readonly lane: Lane;
  readonly course: Course;
  /** The entry after which its budget was spent, or its last one. */
  readonly end: number;
}

export interface Arrival {
  /** When it first held the right answer; undefined: never. */
  readonly at: number | undefined;
  /** It holds it still at its end. */
  readonly isKept: boolean;
}

export interface RaceOutcome {
  /** By lane. */
  readonly arrivals: readonly Arrival[];
  /** Lanes that got there first: several where their times cannot be told apart; none where nobody got there. */
  readonly first: readonly number[];
}

/**
 * What lies closer together is a tie: a log gathers what happens for some tens of milliseconds, and the page writes tenths
 * of seconds. Other measures are exact.
 */
const grain: Readonly<Partial<Record<Measure, number>>> = { seconds: 0.1 };

/** As far as `amount` of `measure`; Infinity: the whole race. */
export function outcomeOf(runners: readonly Runner[], measure: Measure, amount: number): RaceOutcome {
  const arrivals = runners.map((runner) => arrivalOf(runner, amount));
  const best = Math.min(...arrivals.map(({ at }) => at ?? Infinity));
  const first = arrivals.flatMap(({ at }, i) => (at !== undefined && at - best <= (grain[measure] ?? 0) ? [i] : []));
  return { arrivals, first };
}

function arrivalOf({ lane, course, end }: Runner, amount: number): Arrival {
  const last = Math.min(end, course.seqAt(amount));
  const right = lane.answers.find(({ seq, verdict }) => verdict === 'right' && seq <= last);
  return {
    at: right === undefined ? undefined : course.amountAt(right.seq),
    isKept: lane.answerAt(last).verdict === 'right',
  };
}
