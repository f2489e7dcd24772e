/** Lesson: a verifier is a model too, and can be wrong with certainty. */
import { assertDefined, formatScore } from '@/lib/base';
import { chosenAt, cutAgainstReference, decidedAt, endOf, firstSteps, outcomeOf, stepsTo, writtenAt } from '../scene';
import { formula, isTold, stopOf, type LessonPlan, type Rule } from '../plan';
import { beamRun, likely, poolRun } from './settings';

export const judgeMisleads: Rule = {
  name: 'judge-misleads',
  words: {
    en: 'The solution with the highest score, more than a half, is wrong, although a right one was written.',
    zh: '得分最高（超过一半）的解答是错的，尽管也写出了对的。',
  },
  find: async (candidate, studio) => {
    if (!isTold(candidate)) return undefined;
    const pool = await studio.record(candidate.problem, poolRun);
    const best = outcomeOf(pool, 'best');
    const isMisled = best?.isRight === false && best.right !== undefined && (best.winner.best ?? 0) > likely;
    return isMisled ? { misled: pool } : undefined;
  },
};

const rightStepCut: Rule = {
  name: 'right-step-cut',
  words: {
    en: 'Beam search cuts a step that is, with all before it, word for word that of the reference solution, and ends wrong.',
    zh: '束搜索剪掉了一个和参考解答逐字相同的步骤（它之前的步骤也都相同），最后答错。',
  },
  find: async (candidate, studio) => {
    if (!isTold(candidate)) return undefined;
    const beam = await studio.record(candidate.problem, beamRun);
    if (outcomeOf(beam)?.isRight !== false) return undefined;
    return cutAgainstReference(beam, candidate.steps) === undefined ? undefined : { cut: beam };
  },
};

export const judgeErrs: LessonPlan = {
  id: 'judge-errs',
  title: { en: 'When the judge errs', zh: '当验证器出错' },
  summary: {
    en: 'Everything rests on the scores. Here are two runs in which they point the wrong way.',
    zh: '一切都靠得分。这里有两次，得分指错了方向。',
  },
  strategy: 'best-of-n',
  acts: [
    {
      rule: judgeMisleads,
      shows: ['misled'],
      stops: (cast) => {
        const pool = cast['misled']!;
        const outcome = assertDefined(outcomeOf(pool, 'best'), 'it has an answer');
        const [best, right] = [outcome.winner, assertDefined(outcome.right, 'somebody was right')];
        const values = {
          n: pool.spec.config.n,
          best: formula(best.answer),
          score: formatScore(best.best ?? 0),
          right: formula(right.answer),
          count: right.count,
          least: formatScore(right.best ?? 0),
        };
        return [
          stopOf({
            run: 'misled',
            at: writtenAt(
              pool,
              firstSteps(pool).map(({ id }) => id),
            ),
            point: { type: 'nodes', nodes: firstSteps(pool).map(({ id }) => id) },
            say: {
              en: 'Once more {n} solutions, and the verifier as their judge. Watch the scores on this problem.',
              zh: '又是 {n} 个解答，由验证器评判。注意这道题上的得分。',
            },
            values,
            terms: ['verifier'],
            notes: {
              en: 'Nothing tells from outside that this one goes wrong.',
              zh: '从外面看不出这一次会出错。',
            },
          }),
          stopOf({
            run: 'misled',
            at: endOf(pool),
            point: { type: 'nodes', nodes: stepsTo(pool, best.node) },
            node: best.node,
            say: {
              en: 'The verifier gives this one {score}, more than any other. Its answer, {best}, is wrong.',
              zh: '验证器给这个打了 {score}，比谁都高。它的答案 {best} 是错的。',
            },
            values,
            question: {
              ask: { en: 'Can one tell from the score alone?', zh: '光看得分能看出来吗？' },
              choices: [
                { en: 'Yes, a high score is a proof', zh: '能，得分高就是证明' },
                { en: 'No, a score is an estimate', zh: '不能，得分只是估计' },
              ],
              right: 1,
              because: {
                en: 'The verifier is a small model as well. What it did not learn it guesses, and it may guess with certainty.',
                zh: '验证器也只是个小模型。没学会的它就猜，而且可能猜得很有把握。',
              },
            },
            terms: ['best'],
            notes: {
              en: 'How far a verifier can be trusted is measured on the page Verifiers.',
              zh: '验证器有多可信，在“验证器”页面上测量。',
            },
          }),
          stopOf({
            run: 'misled',
            at: chosenAt(pool),
            point: { type: 'votes' },
            say: {
              en: 'The right answer, {right}, is there as well, {count} {count:time|times} out of {n}. The verifier gives it {least} at most.',
              zh: '正确答案 {right} 也在里面，{n} 次里有 {count} 次。验证器最多只给它 {least}。',
            },
            values,
            notes: {
              en: 'So a search is only as good as its verifier. That is why Longthink shows all three selections.',
              zh: '所以搜索的好坏取决于验证器。这也是 Longthink 总把三种选法都列出来的原因。',
            },
          }),
        ];
      },
    },
    {
      rule: rightStepCut,
      shows: ['cut'],
      stops: (cast, candidate) => {
        const beam = cast['cut']!;
        const lost = assertDefined(cutAgainstReference(beam, candidate.steps), 'the rule found it');
        const wrong = assertDefined(outcomeOf(beam), 'it has an answer').winner;
        const values = {
          step: lost.node.depth,
          score: formatScore(lost.value),
          line: formatScore(lost.line),
          wrong: formula(wrong.answer),
        };
        return [
          stopOf({
            run: 'cut',
            at: decidedAt(beam, 0, lost.round),
            point: { type: 'nodes', nodes: [lost.node.id] },
            node: lost.node.id,
            say: {
              en: 'In a search an error of the verifier is final. This step {step} is right but scored {score}; the lowest that was kept (the line) had {line}, so it was cut.',
              zh: '在搜索里，验证器的错误无法挽回。这个第 {step} 步是对的，却只得 {score}；留下的最低分（分数线）是 {line}，于是它被剪掉。',
            },
            values,
            terms: ['line'],
            notes: {
              en: 'It is word for word the step of the reference solution, and so are all before it.',
              zh: '它和参考解答的步骤逐字相同，前面的步骤也一样。',
            },
          }),
          stopOf({
            run: 'cut',
            at: endOf(beam),
            point: { type: 'nodes', nodes: stepsTo(beam, wrong.node) },
            say: {
              en: 'What lived on led to {wrong}: wrong. Now you: choose the cut step in the tree, press “Keep it”, and see where it leads.',
              zh: '活下来的得到 {wrong}：错了。你来试试：在树上选中被剪掉的那一步，按“保留它”，看看会走到哪里。',
            },
            values,
            terms: ['fork'],
            notes: {
              en: '“Keep it” stands under “Go on from here otherwise”; where the models are not at hand, as in a saved page, it is not there.',
              zh: '“保留它”在“从这里换一种方式继续”之下；没有模型的地方，例如保存的网页里，没有这个按钮。',
            },
          }),
        ];
      },
    },
  ],
};
