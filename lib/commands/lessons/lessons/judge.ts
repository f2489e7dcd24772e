/** Lesson: a verifier that reads every step, a vote weighted by it, and why its single favourite is not enough. */
import { assertDefined, formatScore } from '@/lib/base';
import { chosenAt, deepestFall, endOf, firstSteps, outcomeOf, stepsTo, writtenAt } from '../scene';
import { formula, isTold, stopOf, type LessonPlan, type Rule } from '../plan';
import { falseConsensus } from './false-consensus';
import { poolRun } from './settings';

const favouriteFails: Rule = {
  name: 'favourite-fails',
  words: {
    en: 'The solution with the highest score is wrong, and the vote weighted by the scores is right.',
    zh: '得分最高的那个解答是错的，而按得分加权的投票是对的。',
  },
  find: async (candidate, studio) => {
    if (!isTold(candidate)) return undefined;
    const pool = await studio.record(candidate.problem, poolRun);
    const best = outcomeOf(pool, 'best');
    return best?.isRight === false && outcomeOf(pool, 'weighted')?.isRight === true ? { second: pool } : undefined;
  },
};

export const judge: LessonPlan = {
  id: 'judge',
  title: { en: 'A judge of steps: the verifier', zh: '评判步骤的验证器' },
  summary: {
    en: 'A second model, the verifier, reads every step. Its scores can overrule a wrong majority, if they are used with care.',
    zh: '第二个模型——验证器——阅读每一步。只要用得小心，它的得分可以推翻错误的多数。',
  },
  strategy: 'best-of-n',
  acts: [
    {
      rule: falseConsensus,
      shows: ['pool'],
      stops: (cast) => {
        const pool = cast['pool']!;
        const majority = assertDefined(outcomeOf(pool, 'majority'), 'it has an answer').winner;
        const weighted = assertDefined(outcomeOf(pool, 'weighted'), 'it has an answer').winner;
        const starts = firstSteps(pool).map(({ id }) => id);
        const fall = assertDefined(deepestFall(pool, majority.node), 'the rule found it');
        const values = {
          n: pool.spec.config.n,
          majority: formula(majority.answer),
          weighted: formula(weighted.answer),
          sum: weighted.weight.toFixed(2),
          other: majority.weight.toFixed(2),
        };
        return [
          stopOf({
            run: 'pool',
            at: writtenAt(pool, starts),
            point: { type: 'nodes', nodes: starts },
            say: {
              en: 'The problem of the last lesson, the same {n} solutions. A second model, the verifier, now reads each step and says from 0 to 1 how likely all is right so far; one that scores every step is called a PRM.',
              zh: '还是上一课的题和那 {n} 个解答。第二个模型——验证器——读每一步，用 0 到 1 说到这里全对的可能性；给每一步打分的叫 PRM（过程奖励模型）。',
            },
            values,
            terms: ['verifier', 'prm'],
            notes: {
              en: 'PRM stands for process reward model. It was trained to tell steps after which the solution can still come out right.',
              zh: 'PRM 是 process reward model（过程奖励模型）的缩写。它学的是判断写到这一步之后解答还能不能对。',
            },
          }),
          stopOf({
            run: 'pool',
            at: endOf(pool),
            point: { type: 'nodes', nodes: stepsTo(pool, majority.node) },
            node: fall.step.id,
            say: {
              en: 'This is one of the solutions that won the vote. At step {step} its score falls from {before} to {after}: here the verifier stops believing it.',
              zh: '这是赢得投票的解答之一。到第 {step} 步，得分从 {before} 掉到 {after}：验证器从这里起不再相信它。',
            },
            values: {
              step: fall.step.depth,
              before: formatScore(fall.before),
              after: formatScore(fall.after),
            },
            notes: {
              en: 'The key E goes to the next step whose score falls.',
              zh: '按 E 键可以跳到下一个得分下降的步骤。',
            },
          }),
          stopOf({
            run: 'pool',
            at: chosenAt(pool),
            point: { type: 'votes' },
            say: {
              en: 'Every solution now votes with its score: {weighted} collects {sum}, {majority} only {other}. The verifier overrules the majority, and is right.',
              zh: '现在每个解答按得分投票：{weighted} 共得 {sum}，{majority} 只有 {other}。验证器推翻了多数，而且是对的。',
            },
            values,
            terms: ['weighted', 'weight'],
            notes: {
              en: 'The three columns are three ways to choose; nothing is written anew for any of them.',
              zh: '三列是三种选法；哪一种都不需要重新生成。',
            },
          }),
        ];
      },
    },
    {
      rule: favouriteFails,
      shows: ['second'],
      stops: (cast) => {
        const pool = cast['second']!;
        const best = assertDefined(outcomeOf(pool, 'best'), 'it has an answer').winner;
        const weighted = assertDefined(outcomeOf(pool, 'weighted'), 'it has an answer').winner;
        const values = {
          best: formula(best.answer),
          score: formatScore(best.best ?? 0),
          weighted: formula(weighted.answer),
          count: weighted.count,
        };
        return [
          stopOf({
            run: 'second',
            at: writtenAt(
              pool,
              firstSteps(pool).map(({ id }) => id),
            ),
            say: {
              en: 'Another problem. If the verifier is that good, why not just take the solution that it likes best?',
              zh: '另一道题。验证器这么准，为什么不直接选它最喜欢的那个解答？',
            },
            question: {
              ask: { en: 'What do you expect?', zh: '你觉得会怎样？' },
              choices: [
                { en: 'The favourite is always right', zh: '最喜欢的总是对的' },
                { en: 'The favourite is sometimes wrong', zh: '最喜欢的有时会错' },
              ],
              right: 1,
              because: {
                en: 'The more solutions a verifier sees, the more chances it has to fall for one.',
                zh: '验证器看的解答越多，被其中一个骗到的机会就越多。',
              },
            },
            notes: {
              en: 'This choice is the naive best-of-N.',
              zh: '这种选法就是最朴素的 best-of-N。',
            },
          }),
          stopOf({
            run: 'second',
            at: endOf(pool),
            point: { type: 'nodes', nodes: stepsTo(pool, best.node) },
            node: best.node,
            say: {
              en: 'Here is why: this solution has the highest score of all, {score}, and its answer {best} is wrong.',
              zh: '原因在这里：这个解答的得分最高，{score}，而它的答案 {best} 是错的。',
            },
            values,
            terms: ['best'],
            notes: {
              en: 'All of it looks like a good solution. Have the room find the first step that is wrong.',
              zh: '它整体看上去很像好解答。让大家找出第一个出错的步骤。',
            },
          }),
          stopOf({
            run: 'second',
            at: chosenAt(pool),
            point: { type: 'votes' },
            say: {
              en: 'The weighted vote asks the verifier and the crowd together. {weighted} was reached {count} times, and wins.',
              zh: '加权投票既听验证器的，也看有多少解答一致。{weighted} 出现了 {count} 次，赢了。',
            },
            values,
            notes: {
              en: 'Longthink always shows all three choices side by side.',
              zh: 'Longthink 总是把三种选法并排显示。',
            },
          }),
        ];
      },
    },
  ],
};
