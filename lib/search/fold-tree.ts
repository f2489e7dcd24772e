/**
 * How the events of the tree change a draft: rounds and nodes. Strict, because a log that does not fit together is
 * better refused than drawn wrong. Knows nothing of strategies: it checks that events fit each other, not that they are wise.
 */
import { assertDefined } from '@/lib/base';
import { childIndexOf, compareIds, parentIdOf, type NodeId } from './ids';
import { expect, type Draft } from './draft';
import { maxTokens } from './events';
import type { Decision } from './decision';
import type { EventOf } from './events';
import type { GroupState, NodeState, RoundState } from './state';

export function foldRoundOpened(draft: Draft, event: EventOf<'round-opened'>): void {
  expect(event.group <= draft.groups.length, event, `group ${draft.groups.length} must be opened first`);
  const group: GroupState = draft.groups[event.group] ?? {
    index: event.group,
    rounds: [],
    finished: [],
    roundLimit: draft.roundLimit,
  };
  expect(event.round === group.rounds.length, event, `the next round of this group is ${group.rounds.length}`);
  expect(group.rounds.at(-1)?.isDecided !== false, event, 'the round before it is not decided');
  for (const { parent, firstChild, children } of event.expansions) {
    const node = draft.nodes.get(parent);
    expect(node !== undefined, event, `there is no node ${parent} to extend`);
    expect(
      node.finish === 'step',
      event,
      `node ${parent} cannot be extended, it ended with ${node.finish ?? 'nothing yet'}`,
    );
    // Children lie in id order, and the last one before the end of the range tells whether any is in it.
    const last = node.children.findLast((id) => childIndexOf(id) < firstChild + children);
    expect(last === undefined || childIndexOf(last) < firstChild, event, `node ${last} exists already`);
  }
  const round: RoundState = {
    round: event.round,
    isWhole: event.isWhole,
    expansions: event.expansions,
    nodes: [],
    isDecided: false,
    ranked: 0,
    line: undefined,
  };
  draft.setGroup({ ...group, rounds: [...group.rounds, round] });
}

export function foldNodeOpened(draft: Draft, event: EventOf<'node-opened'>): void {
  const parentId = parentIdOf(event.node);
  const parent = parentId === undefined ? undefined : draft.nodes.get(parentId);
  expect(parent !== undefined, event, 'its parent was never opened');
  expect(!draft.nodes.has(event.node), event, 'it was opened before');
  const { group, round } = openRound(draft, event);
  const index = childIndexOf(event.node);
  const isProposed = round.expansions.some(
    ({ parent: extended, firstChild, children }) =>
      extended === parent.id && index >= firstChild && index < firstChild + children,
  );
  // Within a whole solution each closed step is followed by one next step.
  const isNextStep =
    round.isWhole &&
    parent.group === event.group &&
    parent.round === event.round &&
    parent.finish === 'step' &&
    index === 0;
  expect(isProposed || isNextStep, event, 'its round did not ask for it');

  draft.setNode({
    id: event.node,
    parent: parent.id,
    group: event.group,
    round: event.round,
    depth: parent.depth + 1,
    text: '',
    tokenIds: [],
    tokens: 0,
    finish: undefined,
    score: undefined,
    duplicateOf: undefined,
    decision: undefined,
    children: [],
  });
  draft.setNode({ ...parent, children: withId(parent.children, event.node) });
  replaceRound(draft, group, { ...round, nodes: withId(round.nodes, event.node) });
}

export function foldNodeText(draft: Draft, event: EventOf<'node-text'>): void {
  const node = draft.nodes.get(event.node);
  expect(node !== undefined, event, 'it was never opened');
  expect(node.parent !== undefined && node.finish === undefined, event, 'it is closed');
  const tokenIds =
    node.tokenIds === undefined || event.tokenIds === undefined ? undefined : [...node.tokenIds, ...event.tokenIds];
  const tokens = node.tokens + event.tokens;
  expect(tokens <= maxTokens, event, `its tokens are more than ${maxTokens}`);
  draft.setNode({ ...node, text: node.text + event.text, tokens, tokenIds });
}

export function foldNodeClosed(draft: Draft, event: EventOf<'node-closed'>): void {
  const node = draft.nodes.get(event.node);
  expect(node !== undefined, event, 'it was never opened');
  expect(node.parent !== undefined && node.finish === undefined, event, 'it was closed before');
  draft.setNode({ ...node, finish: event.finish });
}

export function foldNodeScored(draft: Draft, event: EventOf<'node-scored'>): void {
  const node = draft.nodes.get(event.node);
  expect(node !== undefined, event, 'it was never opened');
  expect(node.parent !== undefined && node.finish !== undefined, event, 'it is not closed yet');
  expect(node.score === undefined, event, 'it was scored before');
  if (event.duplicateOf !== undefined) {
    const original = draft.nodes.get(event.duplicateOf);
    expect(original?.parent === node.parent, event, `${event.duplicateOf} is not a sibling of it`);
  }
  draft.setNode({ ...node, score: event.score, duplicateOf: event.duplicateOf });
}

export function foldRoundDecided(draft: Draft, event: EventOf<'round-decided'>): void {
  const { group, round } = openRound(draft, event);
  for (const id of round.nodes) {
    expect(draft.nodes.get(id)?.finish !== undefined, event, `node ${id} is still open`);
  }
  const finished: NodeId[] = [];
  for (const decision of event.decisions) {
    const node = decidable(draft, event, decision);
    draft.setNode({ ...node, decision });
    if (decision.fate === 'finished') finished.push(node.id);
  }
  const decided: RoundState = { ...round, isDecided: true, ranked: event.ranked, line: event.line };
  replaceRound(draft, { ...group, finished: [...group.finished, ...finished] }, decided);
}

function decidable(draft: Draft, event: EventOf<'round-decided'>, decision: Decision): NodeState {
  const node = draft.nodes.get(decision.node);
  expect(node !== undefined, event, `it decides on node ${decision.node}, which was never opened`);
  expect(node.group === event.group && node.round === event.round, event, `node ${node.id} belongs to another round`);
  expect(node.decision === undefined, event, `node ${node.id} is decided on twice`);
  expect(
    (decision.fate === 'kept') === (decision.children !== undefined),
    event,
    `node ${node.id}: children go with kept, and only with it`,
  );
  return node;
}

/** The group and round an event speaks of; the round must be the latest one and undecided. */
function openRound(
  draft: Draft,
  event: EventOf<'node-opened' | 'round-decided'>,
): { readonly group: GroupState; readonly round: RoundState } {
  const group = draft.groups[event.group];
  const round = group?.rounds[event.round];
  expect(group !== undefined && round !== undefined, event, 'its round was never opened');
  expect(!round.isDecided, event, 'its round is decided already');
  return { group, round };
}

function replaceRound(draft: Draft, group: GroupState, round: RoundState): void {
  draft.setGroup({ ...group, rounds: group.rounds.with(round.round, round) });
}

/** `ids` with `id` put in at its place in id order, so that the order in which siblings happened to open leaves no trace. */
function withId(ids: readonly NodeId[], id: NodeId): readonly NodeId[] {
  if (ids.length === 0 || compareIds(assertDefined(ids.at(-1), 'a last id'), id) < 0) return [...ids, id];
  const place = ids.findIndex((other) => compareIds(other, id) > 0);
  return ids.toSpliced(place, 0, id);
}
