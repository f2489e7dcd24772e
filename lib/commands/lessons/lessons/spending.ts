/** Lesson: a few solutions tell how hard a problem is, and that decides how much is spent. */
import { assertDefined, formatScore } from '@/lib/base';
import { chosenAt, endOf, firstDecision, outcomeOf, solutionsIn, tokensOf } from '../scene';
import { formula, isTold, stopOf, type Cast, type LessonPlan, type Rule } from '../plan';
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
    en: 'The likeliest answer is wrong; auto finds the problem hard, goes on by another method, and is right.',
    zh: '最可能的回答是错的；auto 判断这题难，换一种方法继续，最后答对。',
  },
  find: async (candidate, studio) => {
    if (!isTold(candidate)) return undefined;
    if (outcomeOf(await studio.record(candidate.problem, greedyRun))?.isRight !== false) return undefined;
    const hard = await studio.record(candidate.problem, autoRun);
    const isGoneOn = hard.state.opened.length > 0 && hard.state.groups.length > 1;
    return isGoneOn && outcomeOf(hard)?.isRight === true ? { hard } : undefined;
  },
};

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
          share: run.spec.config.share,
          estimate: formatScore(look.estimate),
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
              en: 'They agree and score well: the problem looks easy, {estimate} of 1. Nothing more is written.',
              zh: '它们意见一致，分数也高：这题看起来容易，{estimate}（满分 1）。不再多写。',
            },
            values,
            notes: {
              en: 'The estimate is the mean of the best score and of the agreement.',
              zh: '这个估计是最高分和一致程度的平均。',
            },
          }),
          stopOf({
            run: 'easy',
            at: endOf(run),
            point: { type: 'budget' },
            say: {
              en: 'The answer {winner} is right, for {tokens} tokens. The rest of the budget is saved.',
              zh: '答案 {winner} 是对的，只用了 {tokens} 个词元。剩下的预算省下来了。',
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
      stops: ({ hard }: Cast) => {
        const run = assertDefined(hard, 'the rule found it');
        const look = firstDecision(run);
        const { winner } = assertDefined(outcomeOf(run), 'it has an answer');
        const values = {
          share: run.spec.config.share,
          estimate: formatScore(look.estimate),
          winner: formula(winner.answer),
          tokens: tokensOf(run),
        };
        return [
          stopOf({
            run: 'hard',
            at: look.at,
            point: { type: 'votes' },
            say: {
              en: 'Another problem, the same first look: {estimate} of 1. This one looks hard.',
              zh: '另一道题，同样先看一眼：{estimate}（满分 1）。这题看起来难。',
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
              en: 'It goes on with the method that suits hard problems, and arrives at {winner}: right.',
              zh: '它换成适合难题的方法继续，得到 {winner}：对了。',
            },
            values,
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
              en: '{tokens} tokens this time. Over many problems that is the same budget as before, moved to where it is needed.',
              zh: '这次用了 {tokens} 个词元。在许多题上平均下来，预算没变，只是花到了需要的地方。',
            },
            values,
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
