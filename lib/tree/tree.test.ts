/** View, replay, words and moves over whole runs of the core. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyEvents,
  initialState,
  LogError,
  logVersion,
  strategyNames,
  type SearchEvent,
  type StrategyName,
} from '@/lib/search';
import type { LogEntry } from '@/lib/runs/wire';
import { runScripted, runToy, toySpec } from '../search/testing/run-search';
import { ends, piece } from '../search/testing/scripted';
import {
  advance,
  announce,
  buildTreeView,
  childrenIn,
  contradictionOn,
  explain,
  isDead,
  longestSilenceMs,
  lowestOn,
  moveFrom,
  pathThrough,
  pathTo,
  Replay,
  seqAtTime,
  siblingsOf,
  timelineOf,
  timeOfSeq,
  workedAt,
  verdictOf,
  type TreeNode,
  type TreeView,
} from './index';

async function logOf(strategy: StrategyName, seed = 1, config = {}): Promise<LogEntry[]> {
  return entriesOf((await runToy(toySpec(strategy, { n: 12, ...config }, seed))).events);
}
function entriesOf(events: readonly SearchEvent[]): LogEntry[] {
  return [...events, { type: 'run-ended', status: 'finished' } satisfies SearchEvent].map((event, i) => ({
    seq: i + 1,
    at: 1_000 + i * 10,
    event,
  }));
}
const fold = (entries: readonly LogEntry[]) =>
  applyEvents(
    initialState,
    entries.map(({ event }) => event),
  );
const strategy = fc.constantFrom(...strategyNames);

describe('replay', () => {
  it('gives at any cursor, in any order, what the straight fold gives, also while the log grows', async () => {
    await fc.assert(
      fc.asyncProperty(
        strategy,
        fc.nat(100),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 }),
        async (name, seed, places) => {
          const entries = await logOf(name, seed);
          const replay = new Replay();
          for (const [i, place] of places.entries()) {
            replay.append(entries.slice(0, Math.ceil(((i + 1) / places.length) * entries.length)));
            const cursor = Math.floor(place * replay.end);
            expect(replay.stateAt(cursor)).toEqual(fold(entries.slice(0, cursor)));
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('folds what is looked at, once: a log that grows behind a resting cursor costs nothing of the tree', async () => {
    const entries = await logOf('dvts');
    let folded = 0;
    const counted = entries.map(({ event, ...rest }): LogEntry => {
      if (event.type !== 'node-text') return { ...rest, event };
      const { text } = event;
      return {
        ...rest,
        event: {
          ...event,
          get text() {
            folded++;
            return text;
          },
        },
      };
    });
    const replay = new Replay();
    replay.append(counted.slice(0, 50));
    const past = replay.stateAt(40);
    const before = folded;
    for (let length = 51; length <= entries.length; length++) {
      replay.append(counted.slice(0, length));
      expect(replay.stateAt(40)).toBe(past);
      const { status, failure } = fold(entries.slice(0, length));
      expect(replay.standing).toEqual({ status, failure });
    }
    expect(folded).toBe(before);

    const end = replay.stateAt(replay.end);
    expect(end).toEqual(fold(entries));
    expect(folded).toBe(entries.filter(({ event }) => event.type === 'node-text').length);
    replay.stateAt(40);
    expect(replay.stateAt(replay.end)).toBe(end);
  });

  it('L-2: says how the run stands after all that has arrived, and refuses what may not come', () => {
    const failure = { kind: 'unreachable', message: 'The server is gone.' };
    const events: readonly SearchEvent[] = [
      { type: 'run-started', version: logVersion, spec: toySpec('greedy') },
      { type: 'run-paused' },
      { type: 'run-recovered' },
      { type: 'run-resumed' },
      { type: 'run-ended', status: 'failed', failure },
      { type: 'run-resumed', rounds: 1 },
      { type: 'run-ended', status: 'finished' },
    ];
    const entries = entriesOf(events).slice(0, events.length);
    const replay = new Replay();
    const standings = entries.map((_, i) => {
      replay.append(entries.slice(0, i + 1));
      return replay.standing;
    });
    expect(standings.map(({ status }) => status)).toEqual([
      'running',
      'paused',
      'paused',
      'running',
      'failed',
      'running',
      'finished',
    ]);
    expect(standings.map((standing) => standing.failure)).toEqual(
      events.map((event) => (event.type === 'run-ended' ? event.failure : undefined)),
    );
    expect(standings.at(-1)).toEqual({ status: fold(entries).status, failure: fold(entries).failure });
    replay.append(entriesOf(events));
    expect(() => replay.standing).toThrow(LogError);
  });

  it('jumps to decisions and to changes of steps, and stops at both ends', async () => {
    const entries = await logOf('beam-search');
    const replay = new Replay();
    replay.append(entries);
    const decisions = entries
      .filter(({ event }) => event.type === 'round-decided' || event.type === 'answer-selected')
      .map(({ seq }) => seq);
    expect(replay.step(1, 'next-round')).toBe(decisions[0]);
    expect(replay.step(decisions[1]!, 'previous-round')).toBe(decisions[0]);
    expect([
      replay.step(replay.end, 'next-round'),
      replay.step(1, 'previous-round'),
      replay.step(5, 'start'),
      replay.step(5, 'end'),
    ]).toEqual([replay.end, 1, 1, replay.end]);
  });

  it('long silences are shortened, and time and cursor are inverse', () => {
    const timeline = timelineOf(
      [0, 10, 60_000, 60_005].map((at, i) => ({ seq: i + 1, at, event: { type: 'run-paused' } })),
    );
    expect(timeline.durationMs).toBe(10 + longestSilenceMs + 5);
    for (const seq of [1, 2, 3, 4]) expect(seqAtTime(timeline, timeOfSeq(timeline, seq))).toBe(seq);
    expect(advance(timeline, 0, 1_000_000, 1)).toMatchObject({ seq: 4, isAtEnd: true });
  });

  it('the time of the run is what was worked on it: silences as long as they were, and no pauses', () => {
    const entries = (
      [
        ['run-paused', 0],
        ['run-resumed', 60_000],
        ['run-paused', 70_000],
      ] as const
    ).map(([type, at], i) => ({ seq: i + 1, at, event: { type } }));
    const whole = timelineOf(entries);
    expect([0, 1, 2, 3, 9].map((seq) => workedAt(whole, seq))).toEqual([0, 0, 0, 10_000, 10_000]);
    expect(timelineOf(entries, timelineOf(entries.slice(0, 2)))).toEqual(whole);
    expect(whole.durationMs).toBe(2 * longestSilenceMs);
  });
});

/** The view after each entry. */
async function viewsOf(entries: readonly LogEntry[], every = 1): Promise<TreeView[]> {
  const views: TreeView[] = [];
  for (let cursor = 1; cursor <= entries.length; cursor += every)
    views.push(buildTreeView(fold(entries.slice(0, cursor)), views.at(-1)));
  return views;
}

describe('the view', () => {
  it('nothing ever moves, and what did not change stays the same object', async () => {
    for (const name of strategyNames) {
      const views = await viewsOf(await logOf(name), 3);
      for (const [i, view] of views.entries()) {
        const before = views[i - 1];
        for (const node of before?.nodes.values() ?? []) {
          const now = view.nodes.get(node.id);
          expect([now?.depth, now?.lane]).toEqual([node.depth, node.lane]);
        }
      }
      const last = views.at(-1)!;
      expect(buildTreeView(last.state, last).order).toEqual(last.order);
      for (const node of last.nodes.values()) expect(buildTreeView(last.state, last).nodes.get(node.id)).toBe(node);
    }
  });

  it('the end: one chosen path from the root, flows add up, dead ends carry none', async () => {
    const view = (await viewsOf(await logOf('beam-search', 2), 1_000_000)).at(-1)!;
    const end = buildTreeView(fold(await logOf('beam-search', 2)));
    expect(view.layout).toBeDefined();
    const chosen = [...end.nodes.values()].filter((node) => node.isChosen);
    expect(new Set(chosen.map((node) => node.id))).toEqual(pathTo(end.chosen));
    for (const node of end.nodes.values()) {
      if (isDead(node.state)) expect(node.flow).toBe(0);
      const children = childrenIn(end, node.id);
      if (children.length > 0) expect(node.flow).toBe(children.reduce((sum, child) => sum + child.flow, 0));
    }
    expect(end.firstIdeas.alive).toBeLessThanOrEqual(end.firstIdeas.kept);
    expect(end.firstIdeas.kept).toBeLessThanOrEqual(end.firstIdeas.written);
  });

  it('every node says what became of it', async () => {
    const patterns: Record<string, RegExp> = {
      kept: /^kept: \d\.\d\d, rank \d+ of \d+, \d+ continuations?$|^part of a solution/,
      cut: /^cut: \d\.\d\d, rank \d+ of \d+(, line at \d\.\d\d)?(, the kept stand for \d+ duplicates? too)?$/,
      finished: /^finished: /,
      duplicate: /^cut: the same text as step 0/,
      empty: /^ended: the step has no text|^part of a solution that ended/,
      truncated: /^ended: hit a token limit|^part of a solution that hit/,
    };
    const seen = new Set<string>();
    const logs = await Promise.all([1, 2, 3, 4, 5, 6].map((seed) => logOf('beam-search', seed, { maxTokens: 20 })));
    const blank = await runScripted(toySpec('beam-search', { n: 2, beamWidth: 2 }), {
      policy: ({ count }) => Array.from({ length: count }, (_, i) => [piece('\n\n', 0, i), ends('step', i)]).flat(),
    });
    for (const log of [...logs, entriesOf(blank.events)]) {
      const end = buildTreeView(fold(log));
      for (const node of end.nodes.values()) {
        if (node.parentIndex < 0 || patterns[node.state] === undefined) continue;
        seen.add(node.state);
        expect(explain(end, node)).toMatch(patterns[node.state]!);
      }
    }
    expect([...seen].sort()).toEqual(Object.keys(patterns).sort());
  });

  it('A-2: what was cut says whose places duplicates took, where they took any', async () => {
    const wordsWith = async (duplicates: 'merged' | 'filtered') => {
      const logs = await Promise.all([1, 2, 3, 4].map((seed) => logOf('beam-search', seed, { duplicates })));
      const views = logs.map((log) => buildTreeView(fold(log)));
      return views.flatMap((view) =>
        [...view.nodes.values()].filter(({ state }) => state === 'cut').map((node) => explain(view, node)),
      );
    };
    expect((await wordsWith('merged')).some((words) => /the kept stand for \d+ duplicates? too$/.test(words))).toBe(
      true,
    );
    expect((await wordsWith('filtered')).some((words) => /stand for/.test(words))).toBe(false);
  });

  it('while it grows, steps are being written, and the decision of a round is announced in one sentence', async () => {
    const views = await viewsOf(await logOf('dvts'));
    expect(views.some((view) => [...view.nodes.values()].some((node) => node.state === 'growing'))).toBe(true);
    const sentences = views.flatMap((view, i) => announce(views[i - 1], view) ?? []);
    expect(sentences.some((sentence) => /^Step 1: .*kept.*best \d\.\d+\.$/.test(sentence))).toBe(true);
  });
});

describe('moves', () => {
  it('stay within the tree and come back', async () => {
    const end = buildTreeView(fold(await logOf('beam-search', 2)));
    const child = moveFrom(end, '0', 'best-child')!;
    expect(moveFrom(end, child, 'parent')).toBe('0');
    expect(moveFrom(end, undefined, 'root')).toBe('0');
    expect(moveFrom(end, undefined, 'best-child')).toBe(end.chosen);
    const siblings = siblingsOf(end, end.nodes.get(child)!);
    expect([moveFrom(end, child, 'first-sibling'), moveFrom(end, child, 'last-sibling')]).toEqual([
      siblings[0]!.id,
      siblings.at(-1)!.id,
    ]);
    let at = siblings[0]!.id;
    for (let i = 0; i < 50; i++) at = moveFrom(end, at, 'next-in-column')!;
    expect(moveFrom(end, at, 'next-in-column')).toBe(at);
  });

  it('lead from fall to fall of the scores along a path, and round again', async () => {
    const end = buildTreeView(fold(await logOf('best-of-n')));
    const fallsOf = (path: readonly TreeNode[]) =>
      path.filter(({ score }, i) => i > 0 && path[i - 1]!.score! - (score ?? 1) > 0.2).map(({ id }) => id);
    const paths = [...end.nodes.values()].filter(({ depth }) => depth === 1).map((node) => pathThrough(end, node));
    const path = paths.toSorted((one, other) => fallsOf(other).length - fallsOf(one).length)[0]!;
    const falls = fallsOf(path);
    expect(path.map(({ depth }) => depth)).toEqual(path.map((_, i) => i + 1));
    expect(falls.length).toBeGreaterThan(0);
    const visited = falls.map(() => '');
    for (let i = 0, at = path[0]!.id; i < falls.length; i++) visited[i] = at = moveFrom(end, at, 'next-fall')!;
    expect(visited).toEqual(falls);
    expect(moveFrom(end, falls.at(-1), 'next-fall')).toBe(falls[0]);
  });

  it('lead to the lowest score of the path, then to the next lowest, and round again', async () => {
    const end = buildTreeView(fold(await logOf('best-of-n')));
    let cycled = 0;
    for (const node of [...end.nodes.values()].filter(({ depth }) => depth === 1)) {
      const path = pathThrough(end, node).filter(({ score }) => score !== undefined);
      const ordered = path.toSorted((one, other) => one.score! - other.score!).map(({ id }) => id);
      const from = ordered.at(-1)!;
      const visited: string[] = [];
      for (let i = 0; i < ordered.length; i++) visited.push(lowestOn(end, { from, last: visited.at(-1) })!);
      expect(visited).toEqual(ordered);
      expect(lowestOn(end, { from, last: visited.at(-1) })).toBe(ordered[0]);
      // Whoever stands on the lowest already is led on.
      if (ordered.length > 1) {
        cycled++;
        expect(lowestOn(end, { from: ordered[0] })).toBe(ordered[1]);
      }
    }
    expect(cycled).toBeGreaterThan(0);
    expect(lowestOn(end, { from: '0.999' })).toBeUndefined();
  });

  it('lead to the first step whose own sum is false, before anything that the reference says', async () => {
    const texts = ['$2 + 2 = 4$.\n\n', '$4 + 4 = 9$, and $1 + 1 = 3$.\n\n', '$5 + 5 = 11$. It is $\\boxed{9}$.'];
    const { events } = await runScripted(toySpec('best-of-n', { n: 1 }), {
      policy: [[...texts.map((text) => piece(text)), ends('eos')]],
    });
    const end = buildTreeView(fold(entriesOf(events)));
    const second = { node: '0.0.0', equation: { left: '4 + 4', right: '9' } };
    for (const from of ['0.0', '0.0.0', '0.0.0.0']) expect(contradictionOn(end, from)).toEqual(second);
    expect(contradictionOn(end, '0.9')).toBeUndefined();
    expect(contradictionOn(end, undefined)).toBeUndefined();
  });

  it('lead to where a path parts from all that is right, and nowhere where it does not', async () => {
    let lost = 0;
    for (let seed = 0; seed < 6; seed++) {
      const end = buildTreeView(fold(await logOf('best-of-n', seed)));
      const rights = [...end.solutions].flatMap(([id, { verdict }]) => (verdict === 'right' ? [pathTo(id)] : []));
      const leadsToRight = (id: string) => rights.some((path) => path.has(id));
      for (const node of end.nodes.values()) {
        if (node.parentIndex < 0) continue;
        const found = contradictionOn(end, node.id);
        expect(found?.equation).toBeUndefined();
        const path = pathThrough(end, node);
        if (rights.length === 0 || path.every(({ id }) => leadsToRight(id))) expect(found).toBeUndefined();
        else {
          lost++;
          const at = found!.node;
          expect(leadsToRight(at)).toBe(false);
          expect(path.filter(({ depth }) => depth < end.nodes.get(at)!.depth).every(({ id }) => leadsToRight(id))).toBe(
            true,
          );
        }
      }
    }
    expect(lost).toBeGreaterThan(0);
  });

  it('an answer is right, wrong or not to be judged', () => {
    expect([
      verdictOf('1/2', '0.5'),
      verdictOf('2', '3'),
      verdictOf(undefined, '3'),
      verdictOf('3', undefined),
    ]).toEqual(['right', 'wrong', undefined, undefined]);
  });
});
