/** The problem that the start page begins with: thinking longer helps, with the settings that nobody has changed yet. */
import { baselineStrategy, defaultStrategy } from '@/lib/search';
import { outcomeOf } from './scene';
import { isTold, type Rule } from './plan';

export const firstProblem: Rule = {
  name: 'first-problem',
  words: {
    en: 'The likeliest answer is wrong, and the usual search with the usual settings is right.',
    zh: '最可能的回答是错的，而默认设置的默认搜索是对的。',
  },
  find: async (candidate, studio) => {
    if (!isTold(candidate)) return undefined;
    const greedy = await studio.record(candidate.problem, { strategy: baselineStrategy, config: {} });
    if (outcomeOf(greedy)?.isRight !== false) return undefined;
    const search = await studio.record(candidate.problem, { strategy: defaultStrategy, config: {} });
    return outcomeOf(search)?.isRight === true ? { greedy, search } : undefined;
  },
};
