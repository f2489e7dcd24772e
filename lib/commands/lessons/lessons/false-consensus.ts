/** The rule that lessons share: most samples agree on what is wrong, few or many, and the verifier knows better. */
import { deepestFall, outcomeOf } from '../scene';
import { isTold, type Rule } from '../plan';
import type { Recording } from '../studio';
import { likely, manyRun, poolRun, voteRun } from './settings';

export const falseConsensus: Rule = {
  name: 'false-consensus',
  words: {
    en: 'More than half of the sampled solutions, of 8 and of 64, agree on one wrong answer; the verifier believes their beginning and not their end, and weighted by its scores the right answer wins.',
    zh: '8 个和 64 个采样解答里，都有过半数得到同一个错误答案；验证器相信它们的开头，却不信结尾，用它的得分加权后，正确答案获胜。',
  },
  find: async (candidate, studio) => {
    if (!isTold(candidate)) return undefined;
    const habit = await studio.record(candidate.problem, voteRun);
    const few = outcomeOf(habit);
    if (few === undefined || few.isRight || few.right === undefined || !isMost(few.winner.count, habit))
      return undefined;
    const pool = await studio.record(candidate.problem, poolRun);
    const majority = outcomeOf(pool, 'majority');
    // The same seeds write the same texts, with a verifier and without.
    if (majority?.winner.key !== few.winner.key || outcomeOf(pool, 'weighted')?.isRight !== true) return undefined;
    const fall = deepestFall(pool, majority.winner.node);
    if (fall === undefined || fall.before <= likely || fall.after > likely) return undefined;
    const many = await studio.record(candidate.problem, manyRun);
    const more = outcomeOf(many);
    const isHabit = more?.winner.key === few.winner.key && isMost(more.winner.count, many);
    return isHabit ? { habit, many, pool } : undefined;
  },
};

function isMost(votes: number, { spec }: Recording): boolean {
  return votes * 2 > spec.config.n;
}
