/** The rule that two lessons share: most samples agree on what is wrong, and the verifier knows better. */
import { outcomeOf } from '../scene';
import { isTold, type Rule } from '../plan';
import { poolRun, voteRun } from './settings';

export const falseConsensus: Rule = {
  name: 'false-consensus',
  words: {
    en: 'Most of the sampled answers agree on a wrong one, and weighted by the verifier’s scores the right one wins.',
    zh: '多数抽样答案一致地错了；而用验证器的分数加权后，对的答案获胜。',
  },
  find: async (candidate, studio) => {
    if (!isTold(candidate)) return undefined;
    const pool = await studio.record(candidate.problem, poolRun);
    const majority = outcomeOf(pool, 'majority');
    const weighted = outcomeOf(pool, 'weighted');
    if (majority === undefined || majority.isRight || weighted?.isRight !== true) return undefined;
    const vote = await studio.record(candidate.problem, voteRun);
    // The same seeds write the same texts, with a verifier and without.
    return outcomeOf(vote)?.winner.key === majority.winner.key ? { vote, pool } : undefined;
  },
};
