/**
 * What is the same in every step-wise strategy: which candidates have ended and which compete for the frontier, and the
 * ranking of those. Rules of SPEC.md.
 */
import { assertDefined, hashString, mix } from '@/lib/base';
import type { Duplicates } from '../shapes/config';
import type { Fate } from '../shapes/decision';
import type { NodeId } from '../shapes/ids';
import type { Allocation, Candidate } from './strategy';

/** Why a candidate leaves the frontier by itself; undefined when it could be extended. */
export function endOf(candidate: Candidate): Exclude<Fate, 'kept' | 'cut' | 'duplicate' | 'waiting'> | undefined {
  switch (candidate.finish) {
    case 'eos':
    case 'answer':
      return 'finished';
    case 'length':
    case 'thinking':
      return 'truncated';
    case 'dropped':
    case 'stopped':
      return candidate.finish;
    case 'step':
      if (candidate.isBlank) return 'empty';
      if (candidate.isSpent) return 'truncated';
      return candidate.isUnscored ? 'unscored' : undefined;
  }
}

/** The first of a set of identical siblings. */
export interface Contender extends Candidate {
  /** How many of them it stands for, itself included. */
  readonly copies: number;
}

/**
 * Candidates that compete for the frontier: those that have not ended, the first of each set of identical siblings, with the
 * places of all of them, or with its own alone where duplicates are filtered; or all where they are kept.
 */
export function contendersOf(
  candidates: readonly Candidate[],
  duplicates: Duplicates = 'merged',
): readonly Contender[] {
  const sets = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    if (endOf(candidate) !== undefined) continue;
    const key = duplicates === 'kept' ? candidate.id : `${candidate.parent} ${candidate.text}`;
    const set = sets.get(key);
    if (set === undefined) sets.set(key, [candidate]);
    else set.push(candidate);
  }
  return [...sets.values()].map((set) => ({
    ...assertDefined(set[0], 'a set has a first'),
    copies: duplicates === 'filtered' ? 1 : set.length,
  }));
}

/** What tells two candidates apart that follow each other in a ranking. */
export type Separation = 'value' | 'last-score' | 'turn' | 'lot';

/** A place in a ranking; `by`: what puts it behind the one before it, or undefined for the first. */
export interface Ranked {
  readonly contender: Contender;
  readonly by: Separation | undefined;
}

/**
 * Best value first, among equal values the higher last score. Those that are still equal take turns by parent, the one
 * with the fewest ranked so far first, in an order drawn by chance: never by index, which would keep the children of one
 * parent only. `chance` as in `GroupView`.
 */
export function ranking(contenders: readonly Contender[], chance: number): readonly Ranked[] {
  const drawn = contenders
    .map((contender) => ({ contender, lot: mix(chance ^ hashString(contender.id)) }))
    .toSorted((left, right) => byMerit(left.contender, right.contender) || left.lot - right.lot);
  // The j-th of a parent's children in this order has j others before it. That is its turn among its equals, since what
  // stands before it under its own parent is ranked before it in any case.
  const ranked = new Map<NodeId, number>();
  return (
    drawn
      .map((each) => {
        const turn = ranked.get(each.contender.parent) ?? 0;
        ranked.set(each.contender.parent, turn + 1);
        return { ...each, turn };
      })
      // The sort is stable, so that those of one turn stay in the order in which they were drawn.
      .toSorted((left, right) => byMerit(left.contender, right.contender) || left.turn - right.turn)
      .map(({ contender, turn }, place, all) => {
        const before = all[place - 1];
        const by = before === undefined ? undefined : separationOf(before, { contender, turn });
        return { contender, by };
      })
  );
}

interface Drawn {
  readonly contender: Contender;
  /** How many of its parent's children stand before it. */
  readonly turn: number;
}

function separationOf(before: Drawn, after: Drawn): Separation {
  if ((before.contender.value ?? 0) !== (after.contender.value ?? 0)) return 'value';
  if (byMerit(before.contender, after.contender) !== 0) return 'last-score';
  return before.turn === after.turn ? 'lot' : 'turn';
}

/** The contenders of `ranking`, best first. */
export function rank(contenders: readonly Contender[], chance: number): readonly Contender[] {
  return ranking(contenders, chance).map(({ contender }) => contender);
}

/** Negative when `left` is the better: the higher value, among equal ones the higher last score. */
export function byMerit(left: Candidate, right: Candidate): number {
  return (right.value ?? 0) - (left.value ?? 0) || (right.lastScore ?? 0) - (left.lastScore ?? 0);
}

/**
 * Puts the outcome into words for the log. `ranked` best first; `children[i]` goes to `ranked[i]`, those without are cut.
 * Candidates neither ended nor ranked are duplicates. `shares[i]`: what `ranked[i]` earned before it was rounded or drawn.
 */
export function allocation(
  candidates: readonly Candidate[],
  ranked: readonly Candidate[],
  children: readonly number[],
  shares: readonly number[] = [],
): Allocation {
  const places = new Map(ranked.map((candidate, place) => [candidate.id, place]));
  const decisions = candidates.map((candidate) => {
    const { id: node, value } = candidate;
    const end = endOf(candidate);
    if (end !== undefined) return { node, fate: end, value };
    const place = places.get(node);
    if (place === undefined) return { node, fate: 'duplicate' as const, value };
    const granted = children[place] ?? 0;
    const share = shares[place];
    const shared = { value, rank: place + 1, ...(share === undefined ? {} : { share }) };
    if (granted === 0) return { node, fate: 'cut' as const, ...shared };
    return { node, fate: 'kept' as const, ...shared, children: granted };
  });
  const kept = ranked.filter((_, place) => (children[place] ?? 0) > 0).map(valueOf);
  return { decisions, ranked: ranked.length, line: kept.length === 0 ? undefined : Math.min(...kept) };
}

function valueOf(candidate: Candidate): number {
  return assertDefined(candidate.value, `candidate ${candidate.id} is ranked without a value`);
}
