/**
 * How the events of the run itself change a draft: start, prompt, pauses, calls, answers, end.
 * Knows nothing of the tree beyond its root, and not what becomes of the run's status.
 */
import { compareIds, rootId, turnKey } from '../shapes/ids';
import { expect, type Draft } from './draft';
import { maxHabits, maxTokens } from './events';
import type { EventOf, Habit } from './events';
import type { RunSpec } from './run-spec';
import type { CallState, SearchState } from './state';

export function foldRunStarted(draft: Draft, event: EventOf<'run-started'>): void {
  draft.spec = event.spec;
  draft.setNode({
    id: rootId,
    parent: undefined,
    group: -1,
    round: -1,
    depth: 0,
    text: '',
    thought: '',
    tokenIds: [],
    tokens: 0,
    finish: 'step',
    score: undefined,
    told: undefined,
    unscored: undefined,
    duplicateOf: undefined,
    textBefore: undefined,
    rolloutEnd: undefined,
    isRollout: false,
    attempts: undefined,
    decision: undefined,
    weight: 1,
    isExcluded: false,
    children: [],
  });
}

/** Whoever forks wants it to go on: it is neither paused nor stepped, and calls of the parent's are no calls of its own. */
export function foldRunForked(draft: Draft, event: EventOf<'run-forked'>): void {
  const { parent, seq, edit, spec } = event;
  const specBefore = spec === undefined ? undefined : draft.spec;
  const latest = draft.groups.flatMap(({ rounds }) => rounds.at(-1)?.nodes ?? []);
  const begun = latest.filter((id) => draft.nodes.get(id)?.finish === undefined).toSorted(compareIds);
  draft.forks = draft.grown(draft.forks, [{ parent, seq, edit, specBefore, takenOver: draft.nodes.size, begun }]);
  draft.spend(event, draft.groups.length + latest.length + (spec === undefined ? 0 : draft.nodes.size));
  if (spec !== undefined) foldSpec(draft, spec);
  draft.roundLimit = undefined;
  for (const group of draft.groups)
    if (group.roundLimit !== undefined) draft.setGroup({ ...group, roundLimit: undefined });
  foldCallsLost(draft);
}

/** Prompts and token ids are those of a policy, and mean nothing to another. */
function foldSpec(draft: Draft, spec: RunSpec): void {
  const { name, model } = spec.policy;
  const isOther = name !== draft.spec?.policy.name || model !== draft.spec.policy.model;
  draft.spec = spec;
  if (!isOther) return;
  draft.prompt = undefined;
  draft.forgetTurns();
  for (const node of draft.nodes.values())
    if (node.tokenIds !== undefined) draft.setNode({ ...node, tokenIds: undefined });
}

export function foldPromptBuilt(draft: Draft, event: EventOf<'prompt-built'>): void {
  if (event.attempts === undefined) {
    expect(draft.prompt === undefined, event, 'the prompt was built before');
    draft.prompt = event.prompt;
    return;
  }
  const key = turnKey(event.attempts);
  expect(!draft.turns.has(key), event, `the prompt with the attempts ${key} was built before`);
  for (const node of event.attempts) expect(draft.nodes.has(node), event, `there is no attempt ${node}`);
  draft.setTurn(key, event.prompt);
}

export function foldCallOpened(draft: Draft, event: EventOf<'call-opened'>): void {
  expect(event.call === draft.calls.length, event, `the next call is ${draft.calls.length}`);
  const { call, role, nodes, url, body, isPrefixed = false } = event;
  draft.setCall({
    call,
    role,
    nodes,
    url,
    body,
    isPrefixed,
    attempts: 1,
    retry: undefined,
    status: 'open',
    promptTokens: 0,
    cachedTokens: 0,
    completionTokens: 0,
    failure: undefined,
  });
  const totals = draft.totals[role];
  draft.totals = { ...draft.totals, [role]: { ...totals, calls: totals.calls + 1 } };
}

export function foldCallRetried(draft: Draft, event: EventOf<'call-retried'>): void {
  const call = openCall(draft, event);
  draft.setCall({ ...call, attempts: event.attempt, retry: event.reason });
}

export function foldCallClosed(draft: Draft, event: EventOf<'call-closed'>): void {
  const call = openCall(draft, event);
  const { promptTokens, cachedTokens = 0, completionTokens, failure } = event;
  draft.setCall({
    ...call,
    status: failure === undefined ? 'done' : 'failed',
    retry: undefined,
    promptTokens,
    cachedTokens,
    completionTokens,
    failure,
  });
  const before = draft.totals[call.role];
  const totals = {
    calls: before.calls,
    failedCalls: before.failedCalls + (failure === undefined ? 0 : 1),
    promptTokens: before.promptTokens + promptTokens,
    cachedTokens: before.cachedTokens + cachedTokens,
    completionTokens: before.completionTokens + completionTokens,
  };
  for (const name of ['promptTokens', 'cachedTokens', 'completionTokens'] as const)
    expect(totals[name] <= maxTokens, event, `${name} of all ${call.role} calls add up to more than ${maxTokens}`);
  draft.totals = { ...draft.totals, [call.role]: totals };
}

export function foldHabitFound(draft: Draft, event: EventOf<'habit-found'>): void {
  const { role, habit: name, field } = event;
  const habit: Habit = { role, habit: name, ...(field === undefined ? {} : { field }) };
  expect(draft.habits.length < maxHabits, event, `there are ${maxHabits} already`);
  expect(!isKnownHabit(draft, habit), event, 'it was told before');
  draft.habits = [...draft.habits, habit];
}

export function isKnownHabit({ habits }: Pick<SearchState, 'habits'>, { role, habit, field }: Habit): boolean {
  return habits.some((known) => known.role === role && known.habit === habit && known.field === field);
}

/** A step counts from where each group stands, so that all of them advance however far apart they are. */
export function foldRunResumed(draft: Draft, event: EventOf<'run-resumed'>): void {
  const { rounds } = event;
  draft.roundLimit = rounds;
  draft.spend(event, draft.groups.length);
  for (const group of draft.groups) {
    if (rounds === undefined) {
      if (group.roundLimit !== undefined) draft.setGroup({ ...group, roundLimit: undefined });
      continue;
    }
    // To count a round is little beside what else is done for its group.
    draft.spend(event, 3 + Math.floor(group.rounds.length / 64));
    let decided = 0;
    for (const { isDecided, isRollout } of group.rounds) if (isDecided && !isRollout) decided++;
    draft.setGroup({ ...group, roundLimit: decided + rounds });
  }
}

/** After a pause, a take-over or the end nobody is left to hear the answers of open calls; what they had said is in the log. */
export function foldCallsLost(draft: Draft): void {
  for (const call of draft.openCalls()) draft.setCall({ ...call, status: 'lost', retry: undefined });
}

export function foldAnswerSelected(draft: Draft, event: EventOf<'answer-selected'>): void {
  expect(draft.selected[event.selection] === undefined, event, `the ${event.selection} answer was selected before`);
  expect(event.node === undefined || draft.nodes.has(event.node), event, `there is no node ${event.node}`);
  draft.selected = { ...draft.selected, [event.selection]: { node: event.node, answer: event.answer } };
}

function openCall(draft: Draft, event: EventOf<'call-retried' | 'call-closed'>): CallState {
  const call = draft.calls[event.call];
  expect(call !== undefined, event, 'it was never opened');
  expect(call.status === 'open', event, `it is ${call.status} already`);
  return call;
}
