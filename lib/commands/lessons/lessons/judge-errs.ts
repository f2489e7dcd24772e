/** Lesson: a verifier is a model too, and can be wrong with certainty. */
import { assertDefined, formatScore } from '@/lib/base';
import { chosenAt, cutAgainstReference, decidedAt, endOf, firstSteps, outcomeOf, stepsTo, writtenAt } from '../scene';
import { formula, isTold, stopOf, type LessonPlan, type Rule } from '../plan';
import { beamRun, likely, poolRun } from './settings';

const judgeMisleads: Rule = {
  name: 'judge-misleads',
  words: {
    en: 'The solution with the highest score, more than a half, is wrong, although a right one was written.',
    zh: '分数最高（超过一半）的解答是错的，尽管有人写出了对的。',
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
    zh: '束搜索剪掉了一个和标准解答逐字相同的步骤（连同它之前的步骤），最后答错。',
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
  title: { en: 'When the judge errs', zh: '当评委出错' },
  summary: {
    en: 'Everything rests on the scores. Here are two runs in which they point the wrong way.',
    zh: '一切都靠分数。这里有两次，分数指错了方向。',
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
              en: 'Once more {n} solutions and a judge. Watch the scores of this problem.',
              zh: '又是 {n} 个解答和一个评委。注意这道题的分数。',
            },
            values,
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
              en: 'The judge gives this one {score}, more than any other. Its answer, {best}, is wrong.',
              zh: '评委给这个 {score} 分，比谁都高。它的答案 {best} 是错的。',
            },
            values,
            question: {
              ask: { en: 'Can one tell from the score alone?', zh: '光看分数能看出来吗？' },
              choices: [
                { en: 'Yes, a high score is a proof', zh: '能，高分就是证明' },
                { en: 'No, a score is an estimate', zh: '不能，分数只是估计' },
              ],
              right: 1,
              because: {
                en: 'The judge is a small model as well. What it did not learn, it guesses, and it may guess with certainty.',
                zh: '评委也只是个小模型。没学会的它就猜，而且可能猜得很有把握。',
              },
            },
            notes: {
              en: 'Calibration of a verifier is measured on the page of an experiment.',
              zh: '验证器是否可靠，要在实验页面上测量。',
            },
          }),
          stopOf({
            run: 'misled',
            at: chosenAt(pool),
            point: { type: 'votes' },
            say: {
              en: 'The right answer, {right}, is there as well, {count} of {n} times. The judge gives it {least} at most.',
              zh: '正确答案 {right} 也在里面，{n} 次里有 {count} 次。评委最多只给它 {least} 分。',
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
              en: 'In a search an error of the judge is final. This step {step} is right, and was scored {score}; the line was at {line}, so it was cut.',
              zh: '在搜索里，评委的错误无法挽回。第 {step} 步是对的，却只得 {score} 分；线在 {line}，于是它被剪掉了。',
            },
            values,
            notes: {
              en: 'It is word for word the step of the reference solution, and so are all before it.',
              zh: '它和标准解答的步骤逐字相同，前面的步骤也一样。',
            },
          }),
          stopOf({
            run: 'cut',
            at: endOf(beam),
            point: { type: 'nodes', nodes: stepsTo(beam, wrong.node) },
            say: {
              en: 'What lived on led to {wrong}: wrong. Now you: leave the run at that step, keep it against the line, and see where it leads.',
              zh: '活下来的得到 {wrong}：错了。你来试试：回到那一步，不顾那条线把它留下，看看会走到哪里。',
            },
            values,
            notes: {
              en: 'In a live run: choose the step, then “Go on from here otherwise”.',
              zh: '在实时运行中：选中那一步，再用 “Go on from here otherwise”。',
            },
          }),
        ];
      },
    },
  ],
};
