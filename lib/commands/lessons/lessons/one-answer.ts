/** Lesson: a model's one answer says little of what it can do. */
import {
  beforeChoice,
  chosenAt,
  distinctFirstSteps,
  endOf,
  firstSteps,
  outcomeOf,
  solutionsIn,
  stepsTo,
  tokensOf,
  writtenAt,
} from '../scene';
import { formula, isTold, stopOf, type LessonPlan, type Rule } from '../plan';
import { greedyRun, voteRun } from './settings';
import { assertDefined } from '@/lib/base';

export const greedyFails: Rule = {
  name: 'greedy-fails',
  words: {
    en: 'The likeliest answer is wrong; of the sampled ones more than one is wrong and the commonest is right.',
    zh: '最可能的那个回答是错的；采样的回答里错的不止一个，而得票最多的是对的。',
  },
  find: async (candidate, studio) => {
    if (!isTold(candidate)) return undefined;
    const greedy = await studio.record(candidate.problem, greedyRun);
    const alone = outcomeOf(greedy);
    if (alone === undefined || alone.isRight) return undefined;
    const vote = await studio.record(candidate.problem, voteRun);
    const wrong = solutionsIn(vote).filter(({ isRight }) => !isRight).length;
    const isSplit = wrong > 1 && distinctFirstSteps(vote) > 1;
    return isSplit && outcomeOf(vote)?.isRight === true ? { greedy, vote } : undefined;
  },
};

export const oneAnswer: LessonPlan = {
  id: 'one-answer',
  title: { en: 'One answer is not enough', zh: '一个回答还不够' },
  summary: {
    en: 'A small model gets a problem wrong. Ask it several times, and the right answer is there.',
    zh: '小模型答错了一道题。多问几遍，正确答案就在里面。',
  },
  strategy: 'majority',
  acts: [
    {
      rule: greedyFails,
      shows: ['greedy', 'vote'],
      stops: (cast) => {
        const [greedy, vote] = [cast['greedy']!, cast['vote']!];
        const alone = assertDefined(outcomeOf(greedy), 'it has an answer');
        const many = assertDefined(outcomeOf(vote), 'it has an answer');
        const solutions = solutionsIn(vote);
        const right = solutions.filter(({ isRight }) => isRight);
        const [first] = firstSteps(greedy);
        const starts = firstSteps(vote).map(({ id }) => id);
        const reference = formula(greedy.spec.problem.answer ?? '');
        const n = vote.spec.config.n;
        return [
          stopOf({
            run: 'greedy',
            at: writtenAt(greedy, [first!.id]),
            point: { type: 'nodes', nodes: [first!.id] },
            say: {
              en: 'A small language model is given a problem. It writes its solution one step at a time; this is the first step.',
              zh: '把一道题交给一个小语言模型。它一步一步地写出解答；这是第一步。',
            },
            terms: ['policy', 'step'],
            notes: {
              en: 'Read the problem aloud first. Each card is one step, as the model wrote it.',
              zh: '先把题目读出来。每张卡片是模型写下的一步。',
            },
          }),
          stopOf({
            run: 'greedy',
            at: endOf(greedy),
            point: { type: 'nodes', nodes: stepsTo(greedy, alone.winner.node) },
            say: {
              en: 'It always takes its likeliest next word and arrives at {alone}; the right answer is {reference}. Asked again, it would say the same.',
              zh: '它每次都选最可能的下一个词，得到 {alone}；正确答案是 {reference}。再问一遍，它还是这么说。',
            },
            values: { alone: formula(alone.winner.answer), reference },
            notes: {
              en: 'This is called greedy decoding. Ask the room where the mistake is.',
              zh: '这叫贪心解码。可以问问大家错在哪一步。',
            },
          }),
          stopOf({
            run: 'vote',
            at: writtenAt(vote, starts),
            point: { type: 'nodes', nodes: starts },
            say: {
              en: 'Now the model may also take a less likely word now and then, and solves the problem {n} times. Its first step comes out in {distinct} different ways.',
              zh: '现在允许模型偶尔选不那么可能的词，把题做 {n} 遍。第一步就有 {distinct} 种写法。',
            },
            values: { n, distinct: distinctFirstSteps(vote) },
            terms: ['temperature'],
            notes: {
              en: 'How freely it chooses is the temperature of sampling; nothing about the model has changed.',
              zh: '选词有多自由，由采样温度决定；模型本身没有任何改变。',
            },
          }),
          stopOf({
            run: 'vote',
            at: beforeChoice(vote),
            point: { type: 'nodes', nodes: right.map(({ node }) => node) },
            say: {
              en: '{right} of the {n} solutions end right. The model could do it all along; one answer did not show it.',
              zh: '{n} 个解答里有 {right} 个是对的。模型其实一直会做，只是一个回答看不出来。',
            },
            values: { right: right.length, n },
            question: {
              ask: {
                en: 'Nobody tells the computer which are right. Which answer should it take?',
                zh: '没有人告诉计算机哪个是对的。它该选哪个答案？',
              },
              choices: [
                { en: 'The first one', zh: '第一个' },
                { en: 'The commonest one', zh: '出现最多的' },
                { en: 'The longest solution', zh: '写得最长的' },
              ],
              right: 1,
              because: {
                en: 'Right solutions agree, mistakes mostly do not. Taking the commonest answer is called a majority vote.',
                zh: '正确的解答会一致，错误大多各不相同。取出现最多的答案，叫多数投票。',
              },
            },
            notes: {
              en: 'Let the room choose before you go on.',
              zh: '先让大家选，再往下走。',
            },
          }),
          stopOf({
            run: 'vote',
            at: chosenAt(vote),
            point: { type: 'votes' },
            say: {
              en: '{winner} has {votes} of {n} votes, and it is right. Nothing was learnt and nothing was looked up: the model only thought longer.',
              zh: '{winner} 得到 {n} 票中的 {votes} 票，而且是对的。没有再训练，也没有查资料：模型只是想得更久。',
            },
            values: { winner: formula(many.winner.answer), votes: many.winner.count, n },
            terms: ['majority-selection'],
            notes: {
              en: 'The panel on the right counts the votes. Solutions without a readable answer do not vote.',
              zh: '右边的面板在计票。读不出答案的解答不参加投票。',
            },
          }),
          stopOf({
            run: 'vote',
            at: endOf(vote),
            point: { type: 'budget' },
            say: {
              en: 'Thinking longer costs: {tokens} tokens (pieces of words) instead of {few}. The next lessons ask how to spend them better, and when more does not help.',
              zh: '想得更久要付出代价：{tokens} 个 token（词的片段），而不是 {few} 个。后面的课讲怎样花得更好，以及什么时候多想也没用。',
            },
            values: { tokens: tokensOf(vote), few: tokensOf(greedy) },
            terms: ['token'],
            notes: {
              en: 'Tokens are what a model server charges for: about a word, a digit or a sign each.',
              zh: '一个 token 大约是一个词、一个数字或一个符号，也是模型服务的计费单位。',
            },
          }),
        ];
      },
    },
  ],
};
