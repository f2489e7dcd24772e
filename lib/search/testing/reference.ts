/**
 * The beam search and the diverse verifier tree search of huggingface/search-and-learn (6f81cac), written anew as plainly as
 * can be, over the worlds of tests: lists of texts, in the order of its lists, with its quirks. Shares no rule with the search.
 */
import { restAfter, type World } from './worlds';

export interface ReferenceConfig {
  readonly n: number;
  readonly beamWidth: number;
  readonly maxSteps: number;
  /** Both are off in it unless asked for. */
  readonly filterDuplicates?: boolean;
  readonly sortCompleted?: boolean;
}

export interface Completion {
  readonly text: string;
  readonly score: number;
}

export interface ReferenceRun {
  /** Texts that each round keeps, one a beam. */
  readonly kept: readonly (readonly string[])[];
  /** In the order of its list; the pool that answers are picked from. */
  readonly pool: readonly Completion[];
}

interface Proposal extends Completion {
  readonly isEnd: boolean;
}

/** `search/beam_search.py`. Where nothing finishes it divides by zero; here the pool is empty. */
export function referenceBeamSearch(world: World, config: ReferenceConfig): ReferenceRun {
  const { n, beamWidth, maxSteps } = config;
  const kept: string[][] = [];
  const completed: Completion[] = [];
  let active: readonly string[] = Array.from({ length: n }, () => '');
  for (let iteration = 0; iteration < maxSteps; iteration++) {
    const beams = Array.from({ length: n }, (_, i) => active[i % active.length]!);
    const proposals = proposalsOf(world, beams, iteration === maxSteps - 1);
    completed.push(...proposals.filter(({ isEnd }) => isEnd));
    let going = proposals.filter(({ isEnd }) => !isEnd);
    if (going.length === 0) {
      kept.push([]);
      break;
    }
    if (config.filterDuplicates === true)
      going = going.filter(({ text }, i) => going.findIndex((other) => other.text === text) === i);
    const width = Math.floor(n / beamWidth);
    // argsort, and its last ones.
    const order = going.map((_, i) => i).toSorted((left, right) => going[left]!.score - going[right]!.score);
    const top = new Set(order.slice(-width));
    active = going.filter((_, i) => top.has(i)).map(({ text }) => text);
    kept.push([...active]);
  }
  const pool = config.sortCompleted === true ? completed.toSorted((a, b) => b.score - a.score) : completed;
  return { kept, pool: pool.slice(0, n) };
}

/** `search/diverse_verifier_tree_search.py`: the last candidates of each subtree, whatever they are. */
export function referenceDvts(world: World, { n, beamWidth, maxSteps }: ReferenceConfig): ReferenceRun {
  interface Subtree {
    text: string;
    isPruned: boolean;
    last: readonly Proposal[];
  }
  const kept: string[][] = [];
  const subtrees: Subtree[] = Array.from({ length: n / beamWidth }, () => ({ text: '', isPruned: false, last: [] }));
  for (let iteration = 0; iteration < maxSteps && subtrees.some(({ isPruned }) => !isPruned); iteration++) {
    const going = subtrees.filter(({ isPruned }) => !isPruned);
    const beams = going.flatMap(({ text }) => Array.from({ length: beamWidth }, () => text));
    const proposals = proposalsOf(world, beams, iteration === maxSteps - 1);
    const keptNow: string[] = [];
    for (const [i, subtree] of going.entries()) {
      subtree.last = proposals.slice(i * beamWidth, (i + 1) * beamWidth);
      const best = subtree.last.reduce((best, each) => (each.score > best.score ? each : best));
      subtree.text = best.text;
      subtree.isPruned = best.isEnd || best.text.includes('boxed{');
      if (!subtree.isPruned) keptNow.push(best.text);
    }
    kept.push(keptNow);
  }
  return { kept, pool: subtrees.flatMap(({ last }) => last) };
}

/** One continuation a beam; the beams of one text get those of its prefix in their order. */
function proposalsOf(world: World, beams: readonly string[], isLast: boolean): readonly Proposal[] {
  const counts = new Map<string, number>();
  return beams.map((prefix) => {
    const i = counts.get(prefix) ?? 0;
    counts.set(prefix, i + 1);
    const steps = isLast ? restAfter(world, prefix, i) : [world.stepAfter(prefix, i).text];
    const text = prefix + steps.join('');
    return { text, score: world.scoreOf(text), isEnd: isLast || world.stepAfter(prefix, i).isEnd };
  });
}
