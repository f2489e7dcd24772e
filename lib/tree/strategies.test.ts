/** What the tree shows of strategies that look ahead, weigh, revise or stop early: real runs of the toy models. */
import { beforeAll, describe, expect, it } from 'vitest';
import { assertDefined } from '@/lib/base';
import {
  applyEvents,
  initialState,
  strategyNames,
  strategyOf,
  type SearchConfig,
  type SearchEvent,
  type StrategyName,
} from '@/lib/search';
import { runToy, toySpec } from '../search/testing/run-search';
import {
  announce,
  attemptsSeenBy,
  bestChild,
  buildTreeView,
  childrenIn,
  explain,
  firstStepOf,
  isDead,
  layoutFor,
  moveFrom,
  settledVotes,
  siblingsOf,
  solutionsThatSaw,
  stateName,
  type TreeNode,
  type TreeView,
} from './index';

async function eventsOf(strategy: StrategyName, config: Partial<SearchConfig> = {}, seed = 1) {
  const { events, outcome } = await runToy(toySpec(strategy, config, seed));
  expect(outcome).toBe('complete');
  return events;
}

function fold(events: readonly SearchEvent[]) {
  return applyEvents(initialState, events);
}

async function viewOf(strategy: StrategyName, config: Partial<SearchConfig> = {}, seed = 1): Promise<TreeView> {
  return buildTreeView(fold(await eventsOf(strategy, config, seed)));
}

const nodesOf = (view: TreeView) => [...view.nodes.values()];
const wordsOf = (view: TreeView, test: (node: TreeNode) => boolean) =>
  nodesOf(view)
    .filter(test)
    .map((node) => explain(view, node));

describe.each(strategyNames)('the tree of %s', (strategy) => {
  it('says what became of every node, and draws no two in one place', async () => {
    for (const seed of [1, 2, 3]) {
      const view = await viewOf(strategy, {}, seed);
      expect(view.nodes.size).toBe(view.state.nodes.size);
      for (const node of nodesOf(view)) {
        expect(explain(view, node)).not.toMatch(/undefined|NaN|not decided yet/);
        expect(stateName(node)).not.toBe('');
      }
      const competing = view.layout.slots.filter(({ isRollout }) => !isRollout);
      const places = new Set(competing.map(({ column, lane }) => `${column.toFixed(3)} ${lane.toFixed(3)}`));
      expect(places.size).toBe(competing.length);
    }
  });

  it('is the same grown event by event as from scratch', async () => {
    const events = await eventsOf(strategy, {}, 2);
    let view: TreeView | undefined;
    for (let end = 1; end <= events.length; end += 3) view = buildTreeView(fold(events.slice(0, end)), view);
    const grown = layoutFor(fold(events), view?.layout);
    const placeOf = (slot: (typeof grown.slots)[number]) => [slot.id, slot.column, slot.lane] as const;
    const byId = (one: readonly unknown[], other: readonly unknown[]) => (String(one[0]) < String(other[0]) ? -1 : 1);
    expect(grown.slots.map(placeOf).toSorted(byId)).toEqual(layoutFor(fold(events)).slots.map(placeOf).toSorted(byId));
    expect(grown.slots.every(({ lane }) => lane >= grown.top && lane <= grown.bottom)).toBe(true);
  });
});

describe('what looks ahead', () => {
  let view: TreeView;
  let rollouts: readonly TreeNode[];
  beforeAll(async () => {
    view = await viewOf('lookahead', { lookahead: 2 });
    rollouts = nodesOf(view).filter(({ isRollout }) => isRollout);
  });

  it('is drawn in the lane of what it judges, before the next column, and never takes a place there', () => {
    expect(rollouts.length).toBeGreaterThan(0);
    for (const rollout of rollouts) {
      const { lane, column } = judgedBy(view, rollout);
      expect(rollout.lane).toBe(lane);
      expect(rollout.column).toBeGreaterThan(column);
      expect(rollout.column).toBeLessThan(column + 1);
    }
  });

  it('leaves every other node where it would be without', () => {
    const groups = view.state.groups.map((group) => ({
      ...group,
      rounds: group.rounds.filter(({ isRollout }) => !isRollout),
    }));
    const without = layoutFor({ ...view.state, groups });
    expect(without.slots.length).toBe(view.nodes.size - rollouts.length);
    for (const slot of without.slots)
      expect(view.nodes.get(slot.id)).toMatchObject({ column: slot.column, lane: slot.lane });
  });

  it('carries no answers, and its scores are those of what it judges', () => {
    for (const rollout of rollouts) expect([rollout.flow, rollout.state]).toEqual([0, 'ahead']);
    for (const node of nodesOf(view)) {
      const children = childrenIn(view, node.id).filter(({ isRollout }) => !isRollout);
      if (children.length > 0) expect(node.flow).toBe(children.reduce((sum, { flow }) => sum + flow, 0));
      else if (isDead(node.state)) expect(node.flow).toBe(0);
      const end = node.source?.rolloutEnd;
      if (end !== undefined) expect(view.nodes.get(end)?.score).toBe(node.score);
    }
  });

  it('is said to have looked ahead, and what it found; what it judged says how far', () => {
    const words = wordsOf(view, ({ isRollout }) => isRollout);
    for (const each of words)
      expect(each).toMatch(/^looked ahead: (found \d\.\d\d for|written only to see what) step 0\./);
    expect(words.some((each) => each.includes('found'))).toBe(true);
    expect(wordsOf(view, ({ source }) => source?.rolloutEnd !== undefined).join()).toMatch(/judged [12] steps? ahead/);
  });

  it('is no try among tries, and the last way that keys lead', () => {
    for (const rollout of rollouts) {
      expect(siblingsOf(view, rollout).every(({ isRollout }) => isRollout)).toBe(true);
      const others = childrenIn(view, rollout.parent!).filter(({ isRollout }) => !isRollout);
      expect(bestChild(view, rollout.parent!)?.isRollout).toBe(others.length === 0);
      for (const other of others) expect(siblingsOf(view, other)).not.toContain(rollout);
    }
    expect(moveFrom(view, rollouts[0]!.id, 'parent')).toBe(rollouts[0]!.parent);
  });
});

function judgedBy(view: TreeView, rollout: TreeNode): TreeNode {
  let at: TreeNode | undefined = rollout;
  while (at?.isRollout === true) at = at.parent === undefined ? undefined : view.nodes.get(at.parent);
  return assertDefined(at, 'a rollout hangs on a candidate');
}

describe('shares and weights', () => {
  it('REBASE: every candidate that competed says its share, and its continuations', async () => {
    const view = await viewOf('rebase');
    expect(
      wordsOf(view, ({ state }) => state === 'kept').some((each) =>
        /^kept: \d\.\d\d, rank \d+ of \d+, share \d+\u00a0%, \d+ continuations?$/.test(each),
      ),
    ).toBe(true);
    expect(
      wordsOf(view, ({ state }) => state === 'cut').some((each) =>
        /^cut: \d\.\d\d, rank \d+ of \d+, share (\d+|<\u00a01)\u00a0%, line at \d\.\d\d$/.test(each),
      ),
    ).toBe(true);
  });

  it('particles: what was drawn by chance has no line, a solution counts as often as it votes', async () => {
    const views = await Promise.all([1, 2, 3, 4].map((seed) => viewOf('particle-filter', {}, seed)));
    const cut = views.flatMap((view) => wordsOf(view, ({ state }) => state === 'cut'));
    for (const each of cut) expect(each).toMatch(/^cut: \d\.\d\d, share (\d+|<\u00a01)\u00a0%, not drawn$/);
    const finished = views.flatMap((view) =>
      nodesOf(view)
        .filter(({ state }) => state === 'finished')
        .map((node) => [view, node] as const),
    );
    for (const [view, node] of finished) {
      expect(node.flow).toBe(node.weight);
      expect(/votes \d+ times/.test(explain(view, node))).toBe(node.weight > 1);
      expect(explain(view, node).includes('no vote: not drawn')).toBe(node.weight === 0);
    }
    expect(new Set(finished.map(([, { weight }]) => Math.min(weight, 2)))).toEqual(new Set([0, 1, 2]));
    for (const view of views) expect(view.nodes.get('0')?.flow).toBe(view.state.spec?.config.n);
  });
});

describe('attempts', () => {
  it('revisions: a chain runs to the right in a lane of its own, and names what it saw', async () => {
    const view = await viewOf('revisions');
    const firsts = nodesOf(view).filter(({ depth }) => depth === 1);
    const chains = new Set(firsts.map(({ group }) => group));
    expect(chains.size).toBe(2);
    for (const chain of chains) {
      const own = firsts.filter(({ group }) => group === chain).toSorted((a, b) => a.round - b.round);
      expect(new Set(own.map(({ lane }) => lane)).size).toBe(1);
      for (const [i, first] of own.entries()) {
        const seen = attemptsSeenBy(view.state, first.id);
        for (const end of seen) {
          expect(view.nodes.get(end)!.column).toBeLessThan(first.column);
          expect(solutionsThatSaw(view.state, end)).toContain(first.id);
        }
        if (seen.length === 0) continue;
        expect(i).toBeGreaterThan(0);
        const last = nodesOf(view).find(({ id, state }) => state === 'finished' && firstStepOf(id) === first.id);
        if (last !== undefined)
          expect(explain(view, last)).toContain(
            `in sight of ${seen
              .map(firstStepOf)
              .join(', ')
              .replace(/, ([^,]*)$/, ' and $1')}`,
          );
      }
    }
    expect(view.columns).toBeGreaterThan(view.depth);
  });

  it('self-aggregation: each loop stands after the one before, and only the last one votes', async () => {
    const view = await viewOf('self-aggregation');
    const firsts = nodesOf(view).filter(({ depth }) => depth === 1);
    const columnOf = (round: number) =>
      new Set(firsts.filter((node) => node.round === round).map(({ column }) => column));
    const rounds = [...new Set(firsts.map(({ round }) => round))].toSorted((a, b) => a - b);
    expect(rounds.length).toBeGreaterThan(1);
    for (const round of rounds) expect(columnOf(round).size).toBe(1);
    expect(
      wordsOf(view, ({ weight }) => weight === 0).every((each) => each.includes('no vote: later ones took its place')),
    ).toBe(true);
  });
});

describe('votes that stop early', () => {
  const config = { n: 32, window: 4, confidence: 0.6 };

  it('windows stand one below the other, in the order in which they were begun', async () => {
    const view = await viewOf('window-vote', { n: 12, window: 3 });
    const lanes = nodesOf(view)
      .filter(({ depth }) => depth === 1)
      .toSorted((a, b) => Number(a.id.slice(2)) - Number(b.id.slice(2)))
      .map(({ lane }) => lane);
    expect(lanes).toEqual(lanes.toSorted((a, b) => a - b));
  });

  it('say after how many solutions they were settled, once', async () => {
    const settled = [];
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const events = await eventsOf('adaptive-vote', config, seed);
      const view = buildTreeView(fold(events));
      for (const { after, of, stopped } of settledVotes(view.state)) {
        settled.push(after);
        expect(of).toBe(32);
        expect(after + stopped).toBe(nodesOf(view).filter(({ depth }) => depth === 1).length);
        const stops = nodesOf(view).filter(({ state, source }) => state === 'stopped' && source?.children.length === 0);
        expect(stops).toHaveLength(stopped);
        for (const stop of stops) {
          expect(stop.flow).toBe(0);
          expect(explain(view, stop)).toMatch(/^(stopped|came too late to vote): the round was settled without it/);
        }
        const before = buildTreeView(
          fold(
            events.slice(
              0,
              events.findLastIndex(({ type }) => type === 'round-decided'),
            ),
          ),
        );
        expect(settledVotes(before.state)).toEqual([]);
        expect(announce(before, buildTreeView(fold(events.filter(({ type }) => type !== 'answer-selected'))))).toBe(
          `The vote is settled after ${after} of 32 solutions.`,
        );
      }
    }
    expect(settled.length).toBeGreaterThan(0);
  });

  it('that go on to the end say nothing, and neither do others', async () => {
    expect(settledVotes((await viewOf('adaptive-vote', { confidence: 1 })).state)).toEqual([]);
    for (const name of strategyNames.filter(
      (each) => strategyOf(each).asks !== undefined || strategyOf(each).isStepwise,
    ))
      expect(settledVotes((await viewOf(name)).state)).toEqual([]);
  });
});

describe('what waits', () => {
  it('may still be extended, and says so', async () => {
    const events = await eventsOf('beam-search');
    const waiting = events.map((event) =>
      event.type === 'round-decided' && event.round === 0
        ? {
            ...event,
            decisions: event.decisions.map((decision) =>
              decision.fate === 'cut' ? { ...decision, fate: 'waiting' as const } : decision,
            ),
          }
        : event,
    );
    const view = buildTreeView(fold(waiting));
    const nodes = nodesOf(view).filter(({ source }) => source?.decision?.fate === 'waiting');
    expect(nodes.length).toBeGreaterThan(0);
    for (const node of nodes) {
      expect(explain(view, node)).toMatch(/^waiting: \d\.\d\d, rank \d+ of \d+, may still be extended$/);
      expect([node.state, isDead(node.state)]).toEqual(['scored', false]);
    }
  });
});
