/** Lesson: a few solutions tell how hard a problem is, and that decides how much is spent. */
import { assertDefined, formatScore } from '@/lib/base';
import { selectAnswer, solutionsOf } from '@/lib/search';
import type { Values } from '@/lib/words';
import { chosenAt, endOf, firstDecision, outcomeOf, solutionsIn, stateAt, tokensOf } from '../scene';
import { formula, isTold, stopOf, type Cast, type LessonPlan, type Rule } from '../plan';
import type { Recording } from '../studio';
import { autoRun, greedyRun } from './settings';

const easyOne: Rule = {
  name: 'easy-one',
  words: {
    en: 'Auto finds the problem easy, begins nothing after its first share, and is right.',
    zh: 'Auto 判断这题容易，看完第一批之后不再开始新的，而且答对。',
  },
  find: async (candidate, studio) => {
    if (!isTold(candidate)) return undefined;
    const easy = await studio.record(candidate.problem, autoRun);
    const isFrugal = solutionsIn(easy).length <= easy.spec.config.share;
    return isFrugal && outcomeOf(easy)?.isRight === true ? { easy } : undefined;
  },
};

const hardOne: Rule = {
  name: 'hard-one',
  words: {
    en: 'The likeliest answer is wrong; auto finds the problem hard, goes on by a particle filter, and is right.',
    zh: '最可能的回答是错的；auto 判断这题难，改用粒子滤波继续，最后答对。',
  },
  find: async (candidate, studio) => {
    if (!isTold(candidate)) return undefined;
    if (outcomeOf(await studio.record(candidate.problem, greedyRun))?.isRight !== false) return undefined;
    const hard = await studio.record(candidate.problem, autoRun);
    const isGoneOn = hard.state.opened.some(({ strategy }) => strategy === 'particle-filter');
    return isGoneOn && outcomeOf(hard)?.isRight === true ? { hard } : undefined;
  },
};

/** What the first share of solutions shows, and what is reckoned from it. */
function firstLook(run: Recording): Values {
  const { at, estimate } = firstDecision(run);
  const solutions = solutionsOf(stateAt(run, at));
  const { votes } = selectAnswer(solutions, 'majority');
  return {
    share: run.spec.config.share,
    agree: votes[0]?.count ?? 0,
    distinct: votes.length,
    best: formatScore(Math.max(...solutions.map(({ value = 0 }) => value))),
    estimate: formatScore(estimate),
  };
}

export const spending: LessonPlan = {
  id: 'spending',
  title: { en: 'Spending where it is hard', zh: '把力气花在难题上' },
  summary: {
    en: 'A glance tells how hard a problem is. Easy ones are left early, hard ones get the budget.',
    zh: '看一眼就大概知道题有多难。容易的早点收工，难的多给预算。',
  },
  strategy: 'auto',
  acts: [
    {
      rule: easyOne,
      shows: ['easy'],
      stops: ({ easy }: Cast) => {
        const run = assertDefined(easy, 'the rule found it');
        const look = firstDecision(run);
        const values = {
          ...firstLook(run),
          winner: formula(assertDefined(outcomeOf(run), 'it has an answer').winner.answer),
          tokens: tokensOf(run),
        };
        return [
          stopOf({
            run: 'easy',
            at: look.at - 1,
            say: {
              en: 'Nobody knows beforehand how hard a problem is. So {share} whole solutions are written first, and scored.',
              zh: '事先没人知道题有多难。所以先写 {share} 个完整解答，并打分。',
            },
            values,
            terms: ['difficulty'],
            notes: {
              en: 'This share is part of the budget: it is not free.',
              zh: '这一批也算在预算里，不是白送的。',
            },
          }),
          stopOf({
            run: 'easy',
            at: look.at,
            point: { type: 'votes' },
            say: {
              en: '{agree} of the {share} agree, and the best score is {best}: the problem looks easy ({estimate}, where 1 is surely easy). Nothing more is written.',
              zh: '{share} 个里有 {agree} 个一致，最高得分 {best}：这题看起来容易（{estimate}，1 表示肯定容易）。不再多写。',
            },
            values,
            notes: {
              en: 'The estimate is the mean of the best score and of the agreement.',
              zh: '这个估计值是最高得分和一致程度的平均。',
            },
          }),
          stopOf({
            run: 'easy',
            at: endOf(run),
            point: { type: 'budget' },
            say: {
              en: 'The answer {winner} is right, for {tokens} tokens. The rest of the budget is saved.',
              zh: '答案 {winner} 是对的，只用了 {tokens} 个 token。剩下的预算省下来了。',
            },
            values,
            notes: { en: 'Remember this number.', zh: '记住这个数字。' },
          }),
        ];
      },
    },
    {
      rule: hardOne,
      shows: ['hard'],
      stops: ({ hard }: Cast, _, castOf) => {
        const run = assertDefined(hard, 'the rule found it');
        const look = firstDecision(run);
        const { winner } = assertDefined(outcomeOf(run), 'it has an answer');
        const values = {
          ...firstLook(run),
          winner: formula(winner.answer),
          tokens: tokensOf(run),
          easy: tokensOf(assertDefined(castOf(easyOne)['easy'], 'the rule found it')),
        };
        return [
          stopOf({
            run: 'hard',
            at: look.at,
            point: { type: 'votes' },
            say: {
              en: 'Another problem, {share} solutions again: {distinct} different {distinct:answer|answers}, and the best score is {best}. The estimate is {estimate}: this one looks hard.',
              zh: '另一道题，同样先写 {share} 个：得到 {distinct} 种不同的答案，最高得分 {best}。估计值 {estimate}：这题看起来难。',
            },
            values,
            question: {
              ask: { en: 'What should be done?', zh: '该怎么办？' },
              choices: [
                { en: 'Stop here as well', zh: '也到此为止' },
                { en: 'Spend more, and in another way', zh: '多花一些，换一种方法' },
              ],
              right: 1,
              because: {
                en: 'A strategy map, made from measured searches, says what suits problems that look like this.',
                zh: '由实测得到的策略表会说，看起来像这样的题适合用什么方法。',
              },
            },
            notes: {
              en: 'The map is in the log, with what it was made from.',
              zh: '策略表连同来源都写在日志里。',
            },
          }),
          stopOf({
            run: 'hard',
            at: chosenAt(run),
            point: { type: 'nodes', nodes: winner.nodes.slice(0, 8) },
            say: {
              en: 'The map says: a particle filter, which copies what scores well and drops the rest after each step. It arrives at {winner}: right.',
              zh: '策略表建议用粒子滤波：每一步之后复制得分高的、丢掉其余的。它得到 {winner}：对了。',
            },
            values,
            terms: ['particle-filter', 'particle'],
            notes: {
              en: 'The first share still votes: what was paid for is not thrown away.',
              zh: '第一批的解答仍然参加投票：花过的不浪费。',
            },
          }),
          stopOf({
            run: 'hard',
            at: endOf(run),
            point: { type: 'budget' },
            say: {
              en: '{tokens} tokens this time, {easy} for the easy one: auto spends little where it can, so that it may spend much where it must.',
              zh: '这次用了 {tokens} 个 token，容易的那题只用 {easy} 个：能省的地方省，才能在难题上多花。',
            },
            values,
            terms: ['auto'],
            notes: {
              en: 'How much that gains has to be measured: npm run map prints what a map is worth.',
              zh: '到底能赚多少要靠测量：npm run map 会打印出策略表的价值。',
            },
          }),
        ];
      },
    },
  ],
};
