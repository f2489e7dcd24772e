/**
 * A second look at a round that was decided: how its candidates were told apart, and what the same strategy would have made
 * of them by other numbers. Computed by the code that decided it, on the state right before; nothing is generated and no
 * rule is written twice. Knows no screen.
 */
import { assertDefined } from '@/lib/base';
import { plannedGroups, type PlannedGroup } from '../log/groups';
import { viewOf } from '../choose/group-view';
import { headsOf } from '../log/path';
import { decide } from '../engine/plan';
import { roundAt, type RoundPlace } from './round-at';
import { readAgain, type SecondReading } from './second-reading';
import { contendersOf, ranking, type Separation } from '../strategies';
import type { AggregationName, SearchConfig } from '../shapes/config';
import type { EventOf } from '../log/events';
import type { NodeId } from '../shapes/ids';
import type { SearchState } from '../log/state';

/** A candidate that competed, best first. */
export interface Standing {
  readonly node: NodeId;
  /** What puts it behind the one before it; undefined for the first. */
  readonly by: Separation | undefined;
  /** Places that it competes for at once: its own and those of its duplicates, where these are merged. */
  readonly copies: number;
  /** Identical siblings that it stands for. */
  readonly duplicates: readonly NodeId[];
}

/** By which strategy the group of a round is searched, and its config: those of the run, or of what a decision opened. */
export function methodAt(
  state: SearchState,
  { group }: Pick<RoundPlace, 'group'>,
): Pick<PlannedGroup, 'strategy' | 'config'> {
  const { strategy, config } = assertDefined(plannedGroups(state)[group], 'the group is planned');
  return { strategy, config };
}

/** What may be asked for instead of what the round went by; absent: as it was. */
export interface OtherRule {
  readonly aggregation?: AggregationName;
  readonly beamWidth?: number;
  /** Of another verifier; values are by its aggregation, unless the run says by which. */
  readonly reading?: SecondReading;
}

/** In the order in which values and chance put them, whether the strategy goes by it or not. `before`: the state right before the decision. */
export function standingsOf(before: SearchState, place: RoundPlace): readonly Standing[] {
  const { group, round, planned } = roundAt(before, place);
  const view = viewOf(before, group, round, { n: planned.n, heads: headsOf(round) });
  const duplicates = planned.config.duplicates ?? 'merged';
  return ranking(contendersOf(view.candidates, duplicates), view.chance).map(({ contender, by }) => ({
    node: contender.id,
    by,
    copies: contender.copies,
    duplicates:
      duplicates === 'kept'
        ? []
        : view.candidates
            .filter(
              ({ id, parent, text }) => id !== contender.id && parent === contender.parent && text === contender.text,
            )
            .filter((candidate) => contendersOf([candidate]).length > 0)
            .map(({ id }) => id),
  }));
}

/** What the strategy would have decided by another rule; by none, what it did decide, unless a hand decided. `before` as above. */
export function decideAgain(before: SearchState, place: RoundPlace, rule: OtherRule): EventOf<'round-decided'> {
  const spec = assertDefined(before.spec, 'the run has started');
  const { beamWidth, reading } = rule;
  const aggregation =
    rule.aggregation ?? (reading === undefined ? undefined : (spec.config.aggregation ?? reading.aggregation));
  const change: Partial<SearchConfig> = {
    ...(aggregation === undefined ? {} : { aggregation }),
    // What a schedule says of M would stand against it.
    ...(beamWidth === undefined
      ? {}
      : { beamWidth, schedule: spec.config.schedule.map((each) => ({ ...each, beamWidth: undefined })) }),
  };
  const read = reading === undefined ? before : readAgain(before, place, reading);
  const state: SearchState = { ...read, spec: { ...spec, config: { ...spec.config, ...change } } };
  const { group, round, planned } = roundAt(before, place);
  return decide(state, group, round, { ...planned, config: { ...planned.config, ...change } });
}
