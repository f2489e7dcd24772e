/** Answers into vote groups by canonical key. It knows nothing of scores; weights come from the caller. */
import { canonicalKey } from './compare/compare-answers';

export interface VoteGroup {
  readonly key: string;
  /** The group's first answer, as written. */
  readonly answer: string;
  /** Indices into the answers given, ascending. */
  readonly members: readonly number[];
}

/**
 * Groups in order of their first member; the biggest group is the majority, ties by order. Answers that are undefined,
 * empty or unusable are in no group: no answer never wins a vote.
 */
export function groupVotes(answers: readonly (string | undefined)[]): VoteGroup[] {
  const groups = new Map<string, { key: string; answer: string; members: number[] }>();
  answers.forEach((answer, index) => {
    const key = answer === undefined ? undefined : canonicalKey(answer);
    if (answer === undefined || key === undefined) return;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { key, answer, members: [index] });
    else group.members.push(index);
  });
  return [...groups.values()];
}
