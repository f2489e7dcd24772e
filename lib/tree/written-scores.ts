/**
 * How the scores of a round are written: with as many decimals as tell what was kept from what was cut. Words for people;
 * nothing computes with them.
 */
import { scoresApart, type Compared } from '@/lib/base';
import type { RoundState, SearchState } from '@/lib/search';
import type { TreeNode, TreeView } from './view';

type Writer = ReturnType<typeof scoresApart>;

/** By state, since what waits in a round is decided on later. */
const known = new WeakMap<SearchState, Map<RoundState, Writer>>();

/** Scores of the node's round, kept and cut apart. */
export function scoresIn({ state }: TreeView, node: Pick<TreeNode, 'group' | 'round'>): Writer {
  const round = state.groups[node.group]?.rounds[node.round];
  if (round === undefined) return scoresApart();
  let writers = known.get(state);
  if (writers === undefined) known.set(state, (writers = new Map()));
  let writer = writers.get(round);
  if (writer === undefined) writers.set(round, (writer = scoresApart(comparedIn(state, round))));
  return writer;
}

/** Scores of tries from one parent as `scoresIn` writes them, and apart from each other too. */
export function scoresOfTries(view: TreeView, tries: readonly TreeNode[]): Writer {
  const scoresWith = (state: TreeNode['state']) =>
    tries.flatMap((node) => (node.state === state ? (node.score ?? []) : []));
  const [first] = tries;
  const round = first === undefined ? undefined : view.state.groups[first.group]?.rounds[first.round];
  return scoresApart(
    { kept: scoresWith('kept'), cut: scoresWith('cut') },
    ...(round === undefined ? [] : [comparedIn(view.state, round)]),
  );
}

function comparedIn({ nodes }: SearchState, { nodes: ids, line, ranked }: RoundState): Compared {
  const valuesWith = (fate: 'kept' | 'cut') =>
    ids.flatMap((id) => {
      const { decision } = nodes.get(id) ?? {};
      return decision?.fate === fate ? (decision.value ?? []) : [];
    });
  return {
    kept: [...valuesWith('kept'), ...(line === undefined || ranked === 0 ? [] : [line])],
    cut: valuesWith('cut'),
  };
}
