/**
 * The rounds of step-wise search: how many there are, what is proposed in each, and what a schedule changes on the way.
 * Rules B-6, G-9 and G-10 of SPEC.md.
 */
import type { SearchConfig } from '../shapes/config';
import type { RoundKind } from './strategy';

/** Rounds until all is written. */
export function roundsOf({ maxSteps, stepsPerRound }: SearchConfig): number {
  return Math.ceil(maxSteps / stepsPerRound);
}

/** The last round writes to the end, so that a search never stops in the middle of its solutions (B-6). */
export function stepThenWhole(round: number, config: SearchConfig): RoundKind {
  const isWhole = round >= roundsOf(config) - 1;
  const temperature = scheduled('temperature', round, config);
  return {
    isWhole,
    ...(isWhole || config.stepsPerRound === 1 ? {} : { steps: config.stepsPerRound }),
    ...(temperature === undefined ? {} : { temperature }),
  };
}

/** M of the proposals of `round`. */
export function beamWidthAt(round: number, config: SearchConfig): number {
  return scheduled('beamWidth', round, config) ?? config.beamWidth;
}

/** What the schedule says last before `round`, or in it; undefined: nothing yet. */
function scheduled(name: 'beamWidth' | 'temperature', round: number, { schedule }: SearchConfig): number | undefined {
  return schedule.findLast((change) => change.fromRound <= round && change[name] !== undefined)?.[name];
}
