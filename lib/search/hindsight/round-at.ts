/** Where a round is, and what is at that place of a state. */
import { assertDefined } from '@/lib/base';
import { plannedGroups, type PlannedGroup } from '../log/groups';
import type { GroupState, RoundState, SearchState } from '../log/state';

export interface RoundPlace {
  readonly group: number;
  readonly round: number;
}

export function roundAt(
  state: SearchState,
  place: RoundPlace,
): { readonly group: GroupState; readonly round: RoundState; readonly planned: PlannedGroup } {
  const group = assertDefined(state.groups[place.group], 'the group has begun');
  return {
    group,
    round: assertDefined(group.rounds[place.round], 'the round was opened'),
    planned: assertDefined(plannedGroups(state)[place.group], 'the group is planned'),
  };
}
