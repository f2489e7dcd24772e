/**
 * How the events of the tree change a draft: rounds and nodes. Strict, because a log that does not fit together is
 * better refused than drawn wrong. Knows nothing of strategies: it checks that events fit each other, not that they are wise.
 */
import { childId, childIndexOf, parentIdOf, rootId, type NodeId } from '../shapes/ids';
import { expect, type Draft } from './draft';
import { maxThoughtLength, maxTokens } from './events';
import type { Decision } from '../shapes/decision';
import type { EventOf } from './events';
import type { ExpansionPlan } from '../strategies';
import type { GroupState, NodeState, RoundState } from './state';

export function foldRoundOpened(draft: Draft, event: EventOf<'round-opened'>): void {
  expect(event.group <= draft.groups.length, event, `group ${draft.groups.length} must be opened first`);
  const group: GroupState = draft.groups[event.group] ?? {
    index: event.group,
    rounds: [],
    finished: [],
    waiting: [],
    roundLimit: draft.roundLimit,
  };
  expect(event.round === group.rounds.length, event, `the next round of this group is ${group.rounds.length}`);
  const before = group.rounds.at(-1);
  if (event.isRollout === true)
    expect(before?.isDecided === false && !before.isRollout, event, 'a rollout looks ahead from a round that is open');
  else expect(before?.isDecided !== false, event, 'the round before it is not decided');
  for (const { parent, firstChild, children, attempts = [] } of event.expansions) {
    const node = draft.nodes.get(parent);
    expect(node !== undefined, event, `there is no node ${parent} to extend`);
    expect(
      node.finish === 'step',
      event,
      `node ${parent} cannot be extended, it ended with ${node.finish ?? 'nothing yet'}`,
    );
    expect(attempts.length === 0 || parent === rootId, event, `attempts go with the root, not with node ${parent}`);
    for (const attempt of attempts) {
      const end = draft.nodes.get(attempt);
      expect(end?.finish !== undefined && end.finish !== 'step', event, `node ${attempt} is the end of no attempt`);
    }
    // As many as are then opened.
    draft.spend(event, children);
    for (let index = firstChild + children - 1; index >= firstChild; index--)
      expect(!draft.nodes.has(childId(parent, index)), event, `node ${childId(parent, index)} exists already`);
  }
  const round: RoundState = {
    round: event.round,
    isWhole: event.isWhole,
    steps: event.isWhole ? Infinity : (event.steps ?? 1),
    temperature: event.temperature,
    isRollout: event.isRollout === true,
    expansions: event.expansions,
    nodes: [],
    isDecided: false,
    ranked: 0,
    line: undefined,
    next: [],
    measures: {},
  };
  draft.setGroup({ ...group, rounds: draft.grown(group.rounds, [round]) });
}

export function foldNodeOpened(draft: Draft, event: EventOf<'node-opened'>): void {
  const parentId = parentIdOf(event.node);
  const parent = parentId === undefined ? undefined : draft.nodes.get(parentId);
  expect(parent !== undefined, event, 'its parent was never opened');
  expect(!draft.nodes.has(event.node), event, 'it was opened before');
  const { group, round } = openRound(draft, event);
  const index = childIndexOf(event.node);
  const expansion = round.expansions.find(
    ({ parent: extended, firstChild, children }) =>
      extended === parent.id && index >= firstChild && index < firstChild + children,
  );
  // Within a proposal of several steps each closed step is followed by one next step.
  const isNextStep =
    round.steps > 1 &&
    parent.group === event.group &&
    parent.round === event.round &&
    parent.finish === 'step' &&
    index === 0;
  expect(expansion !== undefined || isNextStep, event, 'its round did not ask for it');

  draft.setNode({
    id: event.node,
    parent: parent.id,
    group: event.group,
    round: event.round,
    depth: parent.depth + 1,
    text: '',
    thought: '',
    tokenIds: [],
    tokens: 0,
    finish: undefined,
    score: undefined,
    told: undefined,
    unscored: undefined,
    duplicateOf: undefined,
    textBefore: undefined,
    rolloutEnd: undefined,
    isRollout: round.isRollout,
    attempts: expansion?.attempts,
    decision: undefined,
    weight: parent.isExcluded ? 0 : 1,
    isExcluded: parent.isExcluded,
    children: [],
  });
  draft.setNode({ ...parent, children: draft.withId(parent.children, event.node) });
  replaceRound(draft, group, { ...round, nodes: draft.withId(round.nodes, event.node) });
}

export function foldNodeText(draft: Draft, event: EventOf<'node-text'>): void {
  const node = draft.nodes.get(event.node);
  expect(node !== undefined, event, 'it was never opened');
  expect(node.parent !== undefined && node.finish === undefined, event, 'it is closed');
  draft.setNode({ ...withTokens(draft, node, event), text: node.text + event.text });
}

export function foldNodeThought(draft: Draft, event: EventOf<'node-thought'>): void {
  const node = draft.nodes.get(event.node);
  expect(node !== undefined, event, 'it was never opened');
  expect(node.parent !== undefined && node.finish === undefined, event, 'it is closed');
  const thought = (event.isAnew === true ? '' : node.thought) + event.text;
  expect(thought.length <= maxThoughtLength, event, `its thoughts are longer than ${maxThoughtLength} characters`);
  draft.setNode({ ...node, thought });
}

export function foldNodeClosed(draft: Draft, event: EventOf<'node-closed'>): void {
  const node = draft.nodes.get(event.node);
  expect(node !== undefined, event, 'it was never opened');
  expect(node.parent !== undefined && node.finish === undefined, event, 'it was closed before');
  const { finish, tokens = 0 } = event;
  draft.setNode({ ...(tokens === 0 ? node : withTokens(draft, node, event)), finish });
}

export function foldNodeRewritten(draft: Draft, event: EventOf<'node-rewritten'>): void {
  const node = draft.nodes.get(event.node);
  expect(node !== undefined, event, 'it was never opened');
  expect(node.parent !== undefined && node.finish !== undefined, event, 'it is not closed yet');
  const isJudged = node.score !== undefined || node.unscored !== undefined;
  expect(!isJudged && node.decision === undefined, event, 'it was scored or decided on already');
  expect(node.children.length === 0, event, 'something was written after it');
  const textBefore = node.textBefore ?? node.text;
  draft.setNode({ ...node, text: event.text, textBefore, tokenIds: undefined, finish: 'step' });
}

/** What comes after it later is excluded as it opens. */
export function foldNodeExcluded(draft: Draft, event: EventOf<'node-excluded'>): void {
  const node = draft.nodes.get(event.node);
  expect(node !== undefined, event, 'it was never opened');
  expect(node.parent !== undefined, event, 'it is the problem');
  const through = [node];
  for (const each of through) for (const id of each.children) through.push(draft.nodes.get(id)!);
  draft.spend(event, through.length);
  for (const each of through) draft.setNode({ ...each, weight: 0, isExcluded: true });
}

export function foldGroupOpened(draft: Draft, event: EventOf<'group-opened'>): void {
  const { from, n } = event.group;
  const finish = draft.nodes.get(from)?.finish;
  expect(finish === 'step', event, `node ${from} cannot be extended, it ended with ${finish ?? 'nothing yet'}`);
  draft.spend(event, n);
  draft.opened = draft.grown(draft.opened, [event.group]);
}

function withTokens(draft: Draft, node: NodeState, event: EventOf<'node-text' | 'node-closed'>): NodeState {
  const tokens = node.tokens + (event.tokens ?? 0);
  expect(tokens <= maxTokens, event, `its tokens are more than ${maxTokens}`);
  const tokenIds =
    node.tokenIds === undefined || event.tokenIds === undefined
      ? undefined
      : draft.grown(node.tokenIds, event.tokenIds);
  return { ...node, tokens, tokenIds };
}

export function foldNodeScored(draft: Draft, event: EventOf<'node-scored'>): void {
  const node = judged(draft, event);
  if (event.rolloutEnd !== undefined)
    expect(draft.nodes.get(event.rolloutEnd)?.isRollout === true, event, `${event.rolloutEnd} ends no rollout`);
  const { score, told } = event;
  draft.setNode({ ...node, score, told, duplicateOf: event.duplicateOf, rolloutEnd: event.rolloutEnd });
}

export function foldNodeUnscored(draft: Draft, event: EventOf<'node-unscored'>): void {
  const node = judged(draft, event);
  const { reason, message } = event;
  draft.setNode({ ...node, unscored: { reason, message }, duplicateOf: event.duplicateOf });
}

/** A node that has ended, and of which the verifier had nothing to say before. */
function judged(draft: Draft, event: EventOf<'node-scored' | 'node-unscored'>): NodeState {
  const node = draft.nodes.get(event.node);
  expect(node !== undefined, event, 'it was never opened');
  expect(node.parent !== undefined && node.finish !== undefined, event, 'it is not closed yet');
  expect(node.score === undefined && node.unscored === undefined, event, 'it was scored before');
  if (event.duplicateOf !== undefined) {
    const original = draft.nodes.get(event.duplicateOf);
    expect(original?.parent === node.parent, event, `${event.duplicateOf} is not a sibling of it`);
  }
  return node;
}

export function foldRoundDecided(draft: Draft, event: EventOf<'round-decided'>): void {
  const { group, round } = openRound(draft, event);
  // A rollout is decided with the round that it looks ahead from.
  const rollouts = group.rounds.slice(round.round + 1);
  for (const { nodes } of [round, ...rollouts])
    for (const id of nodes) expect(draft.nodes.get(id)?.finish !== undefined, event, `node ${id} is still open`);

  const finished: NodeId[] = [];
  const added: NodeId[] = [];
  const gone = new Set<NodeId>();
  const next: ExpansionPlan[] = [];
  for (const decision of event.decisions) {
    const node = decidable(draft, event, decision);
    const isOut = node.isExcluded || decision.fate === 'stopped';
    draft.setNode({ ...node, decision, weight: isOut ? 0 : (decision.weight ?? 1) });
    if (decision.fate === 'finished') finished.push(node.id);
    const isWaiting = node.decision?.fate === 'waiting';
    if (decision.fate === 'waiting' && !isWaiting) added.push(node.id);
    if (decision.fate !== 'waiting' && isWaiting) gone.add(node.id);
    if (decision.children !== undefined) next.push({ parent: node.id, children: decision.children });
  }
  for (const { node: id, weight } of event.weights ?? []) {
    const node = draft.nodes.get(id);
    expect(
      node?.decision?.fate === 'finished' && node.group === group.index,
      event,
      `node ${id} is no solution of this group`,
    );
    draft.setNode({ ...node, weight: node.isExcluded ? 0 : weight });
  }
  let { rounds, waiting } = group;
  rounds = draft.replaced(rounds, round.round, {
    ...round,
    isDecided: true,
    ranked: event.ranked,
    line: event.line,
    next: [...next, ...(event.expansions ?? [])],
    measures: event.measures ?? {},
  });
  for (const rollout of rollouts) rounds = draft.replaced(rounds, rollout.round, { ...rollout, isDecided: true });
  if (gone.size > 0) {
    draft.spend(event, waiting.length);
    waiting = waiting.filter((id) => !gone.has(id));
  }
  draft.setGroup({
    ...group,
    rounds,
    finished: draft.grown(group.finished, finished),
    waiting: draft.grown(
      waiting,
      added.filter((id) => !gone.has(id)),
    ),
  });
  if (event.groups !== undefined) draft.opened = draft.grown(draft.opened, event.groups);
}

function decidable(draft: Draft, event: EventOf<'round-decided'>, decision: Decision): NodeState {
  const node = draft.nodes.get(decision.node);
  expect(node !== undefined, event, `it decides on node ${decision.node}, which was never opened`);
  const isAgain = node.decision?.fate === 'waiting';
  expect(
    node.group === event.group && (node.round === event.round || isAgain),
    event,
    `node ${node.id} belongs to another round`,
  );
  expect(node.decision === undefined || isAgain, event, `node ${node.id} is decided on twice`);
  expect(
    (decision.fate === 'kept') === (decision.children !== undefined),
    event,
    `node ${node.id}: children go with kept, and only with it`,
  );
  expect(
    decision.weight === undefined || decision.fate === 'finished',
    event,
    `node ${node.id}: a weight goes with finished`,
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
  draft.setGroup({ ...group, rounds: draft.replaced(group.rounds, round.round, round) });
}
