/**
 * Finds the places where a search is to pause by itself: looks at candidates and their fates, as they are about to be decided.
 * Knows no strategy. Rules H-1 to H-4 of SPEC.md.
 */
import { alternativesIn, canonicalKey, extractAnswer } from '@/lib/answers';
import { endsSolution, type Decision } from '../shapes/decision';
import { nodeOf, pathOf } from '../log/path';
import { answerKeyOf } from './select';
import { breakSchema, type Break } from '../shapes/breakpoints';
import type { NodeId } from '../shapes/ids';
import type { NodeState, SearchState } from '../log/state';

/** A decision that is about to be made. */
interface Pending {
  readonly group: number;
  readonly round: number;
  readonly decisions: readonly Decision[];
}

type Found = Pick<Break, 'nodes' | 'amount'> | undefined;

/** Undefined where there is nothing to pause for, or it paused for it already (H-3). */
export function breakBefore(state: SearchState, pending: Pending): Break | undefined {
  const { breakpoints } = state;
  if (breakpoints === undefined) return undefined;
  const { group, round } = pending;
  const finders: Readonly<Record<Break['kind'], () => Found>> = {
    close: () => closest(pending, breakpoints.closerThan),
    fall: () => farthestFall(state, pending, breakpoints.fallsBy),
    reference: () => (breakpoints.losesReference === true ? lostReference(state, pending) : undefined),
    answer: () => holder(state, pending, breakpoints.holdsAnswer),
  };
  for (const kind of breakSchema.shape.kind.options) {
    const isPast = state.breaks.some((past) => past.kind === kind && past.group === group && past.round === round);
    const found = isPast ? undefined : finders[kind]();
    if (found !== undefined) return { kind, group, round, ...found };
  }
  return undefined;
}

function closest({ decisions }: Pending, closerThan: number | undefined): Found {
  if (closerThan === undefined) return undefined;
  const [first, second] = decisions
    .filter(({ fate, value }) => fate !== 'duplicate' && value !== undefined)
    // Ranks are the order that the round goes by; where nothing is ranked values are.
    .toSorted((a, b) => b.value! - a.value! || (a.rank ?? Infinity) - (b.rank ?? Infinity));
  if (first === undefined || second === undefined) return undefined;
  const amount = first.value! - second.value!;
  return amount < closerThan ? { nodes: [first.node, second.node], amount } : undefined;
}

function farthestFall(state: SearchState, { group, round }: Pending, fallsBy: number | undefined): Found {
  if (fallsBy === undefined) return undefined;
  let farthest: { readonly node: NodeId; readonly amount: number } | undefined;
  for (const id of state.groups[group]?.rounds[round]?.nodes ?? []) {
    const { score, parent } = nodeOf(state, id);
    const before = parent === undefined ? undefined : nodeOf(state, parent).score;
    if (score === undefined || before === undefined) continue;
    const amount = before - score;
    if (amount > fallsBy && amount > (farthest?.amount ?? 0)) farthest = { node: id, amount };
  }
  return farthest === undefined ? undefined : { nodes: [farthest.node], amount: farthest.amount };
}

/**
 * All of its branch, and what was looked ahead of it, are read; what it would lead to nobody knows. A step that others go on
 * from is not lost with it.
 */
function lostReference(state: SearchState, { group, decisions }: Pending): Found {
  const reference = state.spec?.problem.answer;
  if (reference === undefined || decisions.every(({ fate }) => fate !== 'cut')) return undefined;
  const living = [
    ...decisions.flatMap(({ node, fate }) => (isLiving(fate) ? [node] : [])),
    ...(state.groups[group]?.finished ?? []),
  ];
  const lived = new Set(living.flatMap((id) => pathOf(state, id)));
  const lost = decisions.find(({ node, fate }) => {
    if (fate !== 'cut') return false;
    const { rolloutEnd } = nodeOf(state, node);
    const ahead = rolloutEnd === undefined ? [] : pathOf(state, rolloutEnd);
    return [...pathOf(state, node), ...ahead].some((step) => !lived.has(step) && standsInStep(step, reference));
  });
  return lost === undefined ? undefined : { nodes: [lost.node] };
}

function isLiving(fate: Decision['fate']): boolean {
  return fate === 'kept' || fate === 'finished' || fate === 'waiting';
}

/** By the step, which never changes, and the answer that was looked for last: a branch is read once a round, its steps once. */
const readings = new WeakMap<NodeState, { readonly reference: string; readonly isThere: boolean }>();

function standsInStep(step: NodeState, reference: string): boolean {
  const known = readings.get(step);
  if (known?.reference === reference) return known.isThere;
  const isThere = alternativesIn(reference).some((each) => standsIn(step.text, each));
  readings.set(step, { reference, isThere });
  return isThere;
}

function holder(state: SearchState, { decisions }: Pending, wanted: string | undefined): Found {
  const key = wanted === undefined ? undefined : canonicalKey(wanted);
  if (key === undefined) return undefined;
  const found = decisions.find(({ node }) => {
    const end = nodeOf(state, node);
    return endsSolution(end.finish) && answerKeyOf(state, end) === key;
  });
  return found === undefined ? undefined : { nodes: [found.node] };
}

/** As its answer, as a formula or what one comes to, as a number, or as a word of its own. */
function standsIn(text: string, answer: string): boolean {
  const key = canonicalKey(answer);
  if (key !== undefined && valuesIn(text).some((value) => canonicalKey(value) === key)) return true;
  for (let at = text.indexOf(answer); at >= 0; at = text.indexOf(answer, at + 1)) {
    const [before, after] = [text.slice(0, at), text.slice(at + answer.length)];
    if (!/[\p{L}\p{N}.]$/u.test(before) && !/^(?:[\p{L}\p{N}]|\.\d)/u.test(after)) return true;
  }
  return false;
}

/** Formulas longer than this are sentences, and a step of more values than this is a table. */
const [maxFormula, maxValues] = [120, 64];

/** What may be written of an answer otherwise: the box, formulas with their right-hand sides, fractions and decimals. */
function valuesIn(text: string): readonly string[] {
  const boxed = extractAnswer(text, 'boxed');
  const formulas = [...text.matchAll(/\$+([^$]+)\$+|\\\((.+?)\\\)|\\\[(.+?)\\\]/gs)]
    .map(([, ...spans]) => spans.find((span) => span !== undefined)!.trim())
    .filter((formula) => formula.length <= maxFormula)
    .flatMap((formula) => {
      const side = formula.slice(formula.lastIndexOf('=') + 1).trim();
      return side === formula || side === '' ? [formula] : [formula, side];
    });
  const numbers = text.match(/(?<![\p{L}\p{N}./])-?\d+(?:\.\d+|\s?\/\s?\d+)(?![\p{L}\p{N}/]|\.\d)/gu) ?? [];
  return [...(boxed === undefined ? [] : [boxed]), ...formulas, ...numbers].slice(0, maxValues);
}
