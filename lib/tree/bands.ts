/**
 * The bands of lanes that are set aside for the groups of a run, and where in them a group's later solutions begin: what
 * follows from its plan alone. Knows no node; one lane is one unit, and the root stands in lane 0.
 */
import { strategyOf, type RunSpec, type StrategyName } from '@/lib/search';

export interface Band {
  readonly low: number;
  readonly high: number;
}

/** Lanes of a lone group's band per lane it needs: slack lets blocks stay near their parents (measured: 1.0 to 1.25). */
const slack = 1.25;
/** Empty lanes between the bands of neighbouring subtrees. */
export const bandGap = 0.5;

/** Groups, and lanes of the widest, that room is set aside for. */
export interface BandPlan {
  readonly groups: number;
  readonly lanes: number;
}

/** What a group is planned as, by its strategy or by the decision that opened it. */
export interface Plan {
  readonly n: number;
  readonly first?: number | undefined;
}

/** A group has a lane for each of its proposals; where later ones are written in sight of earlier ones, for those of a round. */
export function lanesOf(strategy: StrategyName, { n, first = n }: Plan): number {
  return strategyOf(strategy).asks === undefined ? n : first;
}

export function bandPlan(spec: RunSpec | undefined): BandPlan {
  if (spec === undefined) return { groups: 1, lanes: 1 };
  const { strategy, config } = spec;
  const groups = strategyOf(strategy).groups(config);
  return { groups: groups.length, lanes: groups.reduce((most, group) => Math.max(most, lanesOf(strategy, group)), 1) };
}

export function totalLanes({ groups, lanes }: BandPlan): number {
  if (groups === 1) return lanes * (lanes === 1 ? 1 : slack);
  return groups * bandPitch(lanes) - (bandPitch(lanes) - lanes);
}

export function bandPitch(lanes: number): number {
  return lanes === 1 ? 1 : lanes + bandGap;
}

/** Where the later solutions of a group begin that are begun only once earlier ones have ended. */
export type Placing = 'together' | 'below' | 'after';

/** A group that begins all of its solutions at once has them side by side. */
export function placingOf(strategy: StrategyName, { n, first = n }: Plan): Placing {
  if (first === n) return 'together';
  return strategyOf(strategy).asks === undefined ? 'below' : 'after';
}

export function placingsOf({ strategy, config }: RunSpec): Placing[] {
  return strategyOf(strategy)
    .groups(config)
    .map((plan) => placingOf(strategy, plan));
}
