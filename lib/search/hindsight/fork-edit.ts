/**
 * What a person does to a search at one of its nodes, as the event that tells it, or the words in which it is refused. Pure; knows
 * no log and no fork. Rules of SPEC.md.
 */
import { assertDefined, assertUnreachable } from '@/lib/base';
import { fillText, forkRefusals, type Text } from '@/lib/words';
import { maxProposals } from '../shapes/config';
import { endsSolution, type Decision } from '../shapes/decision';
import { maxStepLength, type Edit } from '../shapes/edit';
import { ForkError } from './fork-error';
import { rootId, type NodeId } from '../shapes/ids';
import { nodeOf, pathOf, tokensLeft, unscoredOn } from '../log/path';
import { pendingDecision } from '../engine/plan';
import { isBlank, withoutSeparator } from '../log/steps';
import { samplingStrategy, strategyOf } from '../strategies';
import type { EventOf, SearchEvent } from '../log/events';
import type { NodeState, SearchState } from '../log/state';

/** `decided`: what the parent decided on the node, where it did. Throws ForkError. */
export function eventOfEdit(
  state: SearchState,
  edit: Edit,
  decided: EventOf<'round-decided'> | undefined,
): SearchEvent {
  const node = writtenNode(state, edit.node);
  switch (edit.type) {
    case 'rewrite':
      return rewritten(state, node, edit.text);
    case 'hint':
      return rewritten(state, node, `${withoutSeparator(node.text, separatorOf(state))}\n${edit.text}`, edit.text);
    case 'cut':
    case 'keep':
      return decidedByHand(state, assertDefined(decided ?? pendingDecision(state, node.group), 'it is due'), edit);
    case 'continue':
      return goneOnFrom(state, node, edit.children);
    case 'exclude':
      return excluded(state, node);
    default:
      return assertUnreachable(edit);
  }
}

/** A step that is there, that came to its end, and that is part of a solution. Throws ForkError for any other. */
export function writtenNode(state: SearchState, id: NodeId): NodeState {
  const node = state.nodes.get(id);
  if (node?.finish === undefined) refuse(forkRefusals.unwritten, id);
  if (node.isRollout) refuse(forkRefusals.lookedAhead, id);
  return node;
}

function refuse(why: Text, step: NodeId): never {
  throw new ForkError(fillText(why, { step }));
}

function separatorOf(state: SearchState): string {
  return assertDefined(state.spec, 'the run has started').config.separator;
}

/** `added`: what a person wrote of `text`. */
function rewritten(state: SearchState, { id }: NodeState, text: string, added = text): SearchEvent {
  const separator = separatorOf(state);
  if (id === rootId) refuse(forkRefusals.problem, id);
  if (added.includes(separator)) throw new ForkError(forkRefusals.separated);
  if (text.length > maxStepLength) throw new ForkError(fillText(forkRefusals.tooLong, { most: maxStepLength }));
  return { type: 'node-rewritten', node: id, text: text + separator };
}

/** The decision as it was, or is due, but for one candidate. */
function decidedByHand(
  state: SearchState,
  decided: EventOf<'round-decided'>,
  edit: Extract<Edit, { type: 'cut' | 'keep' }>,
): SearchEvent {
  const { children: _, ...decision } = assertDefined(
    decided.decisions.find(({ node }) => node === edit.node),
    'it was decided on',
  );
  if (edit.type === 'cut' && decision.fate !== 'kept') refuse(forkRefusals.notKept, edit.node);
  if (edit.type === 'keep') expectExtendable(state, nodeOf(state, edit.node));
  const mine: Decision =
    edit.type === 'cut'
      ? { ...decision, fate: 'cut', byHand: true }
      : { ...decision, fate: 'kept', children: edit.children, byHand: true };
  const decisions = decided.decisions.map((each) => (each.node === edit.node ? mine : each));
  const next = [...decisions, ...(decided.expansions ?? [])];
  const children = next.reduce((sum, each) => sum + (each.children ?? 0), 0);
  if (children > maxProposals) throw new ForkError(fillText(forkRefusals.tooMany, { children, most: maxProposals }));
  return { ...decided, decisions };
}

function goneOnFrom(state: SearchState, node: NodeState, children: number): SearchEvent {
  const { strategy, config } = assertDefined(state.spec, 'the run has started');
  const { needsVerifier } = strategyOf(strategy);
  expectExtendable(state, node);
  // Its value would depend on who came first: the verifier, or what is written now.
  if (needsVerifier && pathOf(state, node.id).some((step) => isUnread(step, config.separator)))
    refuse(forkRefusals.unread, node.id);
  const n = children;
  const group = { from: node.id, n, strategy: samplingStrategy(needsVerifier), config: { ...config, n } };
  return { type: 'group-opened', group };
}

/** Whatever its round made of it: can something be written after it that could vote? */
function expectExtendable(state: SearchState, { id, finish, isExcluded }: NodeState): void {
  if (endsSolution(finish)) refuse(forkRefusals.ended, id);
  if (finish !== 'step') refuse(forkRefusals.brokenOff, id);
  if (isExcluded) refuse(forkRefusals.excluded, id);
  if (unscoredOn(state, id) !== undefined) refuse(forkRefusals.unscored, id);
  if (tokensLeft(state, id, true) === 0) refuse(forkRefusals.spent, id);
}

function isUnread({ score, text }: NodeState, separator: string): boolean {
  return score === undefined && !isBlank(text, separator);
}

function excluded(state: SearchState, { id, isExcluded }: NodeState): SearchEvent {
  if (id === rootId) refuse(forkRefusals.problem, id);
  if (isExcluded) refuse(forkRefusals.excluded, id);
  if (!isOfUse(state, id)) refuse(forkRefusals.noVotes, id);
  return { type: 'node-excluded', node: id };
}

/** Does a solution through this node vote, or may one come of it yet? */
function isOfUse(state: SearchState, id: NodeId): boolean {
  const { finish, weight, decision, group, round, children } = nodeOf(state, id);
  if (endsSolution(finish)) return weight > 0;
  if (children.some((child) => isOfUse(state, child))) return true;
  const isOver = decision === undefined ? isDecided(state, group, round) : decision.children === undefined;
  return !isOver && (finish === undefined || finish === 'step');
}

function isDecided(state: SearchState, group: number, round: number): boolean {
  return state.groups[group]?.rounds[round]?.isDecided === true;
}
