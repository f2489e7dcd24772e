/** Forks in the tree: whose each step is, where a run leaves another, and what was done by hand there. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyEvents,
  forkOf,
  initialState,
  strategyNames,
  type Edit,
  type ForkOptions,
  type NodeId,
  type SearchEvent,
  type SearchState,
} from '@/lib/search';
import { sayIn } from '@/lib/words';
import { goOn, runToy, toySpec } from '../search/testing/run-search';
import { buildTreeView, explain, foldView, originWords, seamsIn, type TreeNode, type TreeView } from './index';

const fold = (events: readonly SearchEvent[]): SearchState => applyEvents(initialState, events);
const viewOf = (events: readonly SearchEvent[]): TreeView => buildTreeView(fold(events));

async function forked(events: readonly SearchEvent[], options: Omit<ForkOptions, 'parent'>) {
  const fork = forkOf(events, { parent: 'parent', ...options });
  const start = [...events.slice(0, fork.shared), ...fork.events];
  return { shared: fork.shared, start, events: (await goOn(start, { latencySeed: 9 })).events };
}

/** The first step of the log that met this fate. */
function decided(events: readonly SearchEvent[], fate: 'kept' | 'cut'): NodeId {
  const decisions = events.flatMap((event) => (event.type === 'round-decided' ? event.decisions : []));
  const found = decisions.find((decision) => decision.fate === fate);
  if (found === undefined) throw new Error(`nothing was ${fate}`);
  return found.node;
}

function pathIn(view: TreeView, node: TreeNode): readonly TreeNode[] {
  const path: TreeNode[] = [];
  for (let at: TreeNode | undefined = node; at !== undefined;)
    at = (path.push(at), at.parent === undefined ? undefined : view.nodes.get(at.parent));
  return path;
}

interface EditCase {
  readonly of: (node: NodeId) => Edit;
  readonly fate: 'kept' | 'cut';
  readonly words: string;
  readonly chinese: string;
}

describe('the tree of a fork', () => {
  it('has one seam on the way to each step that was not written when it left, none on the way to the others, and stands as before', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...strategyNames),
        fc.nat(1_000),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (strategy, seed, place) => {
          const { events, outcome } = await runToy(toySpec(strategy, { loops: 2, aggregated: 2 }, seed));
          if (outcome !== 'complete') return;
          const end = events.findIndex(({ type }) => type === 'answer-selected');
          const child = await forked(events, { seq: 1 + Math.floor(place * (end - 1)) });
          const before = fold(events.slice(0, child.shared)).nodes;
          const view = viewOf(child.events);
          for (const node of view.nodes.values()) {
            if (node.isRollout) continue;
            const isTakenOver = node.parent === undefined || before.get(node.id)?.finish !== undefined;
            expect(pathIn(view, node).filter(({ seam }) => seam !== undefined)).toHaveLength(isTakenOver ? 0 : 1);
          }
          const parent = viewOf(events);
          for (const { id, lane, column } of view.nodes.values())
            expect(parent.nodes.get(id)).toMatchObject({ lane, column });
        },
      ),
      { numRuns: 24, seed: 16 },
    );
  });

  it.each([
    { of: (node): Edit => ({ type: 'cut', node }), fate: 'kept', words: 'cut by hand', chinese: '人工剪掉' },
    {
      of: (node): Edit => ({ type: 'keep', node, children: 2 }),
      fate: 'cut',
      words: 'kept by hand',
      chinese: '人工保留',
    },
    {
      of: (node): Edit => ({ type: 'rewrite', node, text: 'Else.' }),
      fate: 'kept',
      words: 'in other words',
      chinese: '换了写法',
    },
    {
      of: (node): Edit => ({ type: 'hint', node, text: 'Check it.' }),
      fate: 'kept',
      words: 'with a hint',
      chinese: '加了提示',
    },
    {
      of: (node): Edit => ({ type: 'continue', node, children: 2 }),
      fate: 'kept',
      words: 'more children',
      chinese: '加了后续',
    },
  ] satisfies readonly EditCase[])('marks the step, and says so: $words', async ({ of, fate, words, chinese }) => {
    const { events } = await runToy(toySpec('beam-search', { n: 8, beamWidth: 2 }, 3));
    const node = decided(events, fate);
    const edit = of(node);
    const { type } = edit;
    const child = await forked(events, { edit });
    const view = viewOf(child.events);
    expect([...view.nodes.values()].filter(({ edit }) => edit !== undefined)).toMatchObject([{ id: node, edit: type }]);
    const edited = view.nodes.get(node)!;
    expect(originWords(view, edited)).toBe(`from the run it left, ${words}`);
    expect(originWords(view, edited, sayIn('zh'))).toContain(chinese);
    expect(foldView(view, { opened: new Set(), held: [] }).nodes.get(node)?.edit).toBe(type);
    const [seam, ...others] = seamsIn(view);
    expect(others).toEqual([]);
    expect(seam).toMatchObject({ isLast: true, fork: { edit: { type, node } } });
    expect(originWords(view, seam!.first)).toBe('its own from here on');
  });

  it('a step within a solution keeps the state of its solution, whatever goes on from it beside', async () => {
    const { events } = await runToy(toySpec('best-of-n', { n: 2 }));
    const before = viewOf(events);
    const inner = [...before.nodes.values()].find(
      ({ depth, source }) => depth === 1 && source?.decision === undefined,
    )!;
    const child = await forked(events, { edit: { type: 'continue', node: inner.id, children: 3 } });
    const view = viewOf(child.events);
    for (const { id, state } of before.nodes.values()) expect(view.nodes.get(id)?.state).toBe(state);
    const grown = [...view.nodes.values()].filter(({ parent, seam }) => parent === inner.id && seam !== undefined);
    expect(grown).toHaveLength(3);
    expect(new Set([...view.nodes.values()].map(({ lane, column }) => `${column}:${lane}`)).size).toBe(view.nodes.size);
  });

  it('a solution that was excluded says that it does not vote, and why', async () => {
    const { events } = await runToy(toySpec('best-of-n', { n: 2 }));
    const end = [...viewOf(events).nodes.values()].find(({ state }) => state === 'finished')!;
    const view = viewOf((await forked(events, { edit: { type: 'exclude', node: end.id } })).events);
    const node = view.nodes.get(end.id)!;
    expect(node).toMatchObject({ state: 'finished', weight: 0, flow: 0, edit: 'exclude' });
    expect(explain(view, node)).toContain('no vote: cut by hand');
    expect(explain(view, node, sayIn('zh'))).toContain('不计票：人工剪掉');
  });

  it('shows nothing of a fork before it was made, nor in a run that left none', async () => {
    const { events } = await runToy(toySpec('beam-search', { n: 8, beamWidth: 2 }, 3));
    const child = await forked(events, { edit: { type: 'cut', node: decided(events, 'kept') } });
    for (const view of [viewOf(events), viewOf(child.events.slice(0, child.shared))]) {
      expect(seamsIn(view)).toEqual([]);
      for (const node of view.nodes.values()) expect(originWords(view, node)).toBe('');
    }
    // Right after it nothing of its own is there yet.
    expect(seamsIn(viewOf(child.start))).toEqual([]);
  });

  it('a fork of a fork has a seam for each, and its own steps behind the last', async () => {
    const { events } = await runToy(toySpec('beam-search', { n: 8, beamWidth: 2 }, 3));
    const child = await forked(events, { edit: { type: 'cut', node: decided(events, 'kept') } });
    const own = child.events.slice(child.start.length);
    const grandchild = await forked(child.events, { edit: { type: 'cut', node: decided(own, 'kept') } });
    const view = viewOf(grandchild.events);
    const seams = seamsIn(view);
    expect(seams.map(({ isLast }) => isLast)).toEqual([false, true]);
    expect(seams[0]!.first.column).toBeLessThan(seams[1]!.first.column);
    expect(originWords(view, seams[0]!.first)).toContain('from the run it left');
  });
});
