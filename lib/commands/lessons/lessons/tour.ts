/** Lesson: the whole story in two minutes, out of runs that the other lessons show at leisure. */
import { assertDefined, formatScore } from '@/lib/base';
import { chosenAt, endOf, outcomeOf, stepsTo } from '../scene';
import { formula, stopOf, type LessonPlan } from '../plan';
import { treesFind } from './dvts';
import { falseConsensus } from './false-consensus';
import { judgeMisleads } from './judge-errs';
import { greedyFails } from './one-answer';

export const tour: LessonPlan = {
  id: 'tour',
  title: { en: 'In two minutes', zh: '两分钟看懂' },
  summary: {
    en: 'Why thinking longer helps, when it does not, and what a verifier and DVTS add.',
    zh: '为什么想得更久有用，什么时候没用，验证器和 DVTS 又带来什么。',
  },
  strategy: 'dvts',
  acts: [
    {
      rule: greedyFails,
      shows: ['greedy', 'vote'],
      stops: (cast) => {
        const [greedy, vote] = [cast['greedy']!, cast['vote']!];
        const alone = assertDefined(outcomeOf(greedy), 'it has an answer').winner;
        const many = assertDefined(outcomeOf(vote), 'it has an answer').winner;
        const values = {
          alone: formula(alone.answer),
          reference: formula(greedy.spec.problem.answer ?? ''),
          n: vote.spec.config.n,
          votes: many.count,
        };
        return [
          stopOf({
            run: 'greedy',
            at: endOf(greedy),
            point: { type: 'nodes', nodes: stepsTo(greedy, alone.node) },
            say: {
              en: 'Asked once, a small language model answers {alone}; right is {reference}. It writes step by step, from left to right.',
              zh: '问一遍，小语言模型答 {alone}；正确答案是 {reference}。它从左到右，一步一步地写。',
            },
            values,
            terms: ['policy', 'step'],
            notes: { en: 'Read the problem aloud first.', zh: '先把题目读出来。' },
          }),
          stopOf({
            run: 'vote',
            at: chosenAt(vote),
            point: { type: 'votes' },
            say: {
              en: 'Asked {n} times with some freedom, {votes} solutions agree on {reference}: right. Thinking longer helps.',
              zh: '放开一点，问 {n} 遍，有 {votes} 个解答一致得到 {reference}：对了。想得更久有用。',
            },
            values,
            terms: ['temperature', 'majority-selection'],
            notes: {
              en: 'The model is the same; it only wrote more. The lesson “One answer is not enough” shows how.',
              zh: '模型没有变，只是多写了。“一个回答还不够”这一课细讲。',
            },
          }),
        ];
      },
    },
    {
      rule: falseConsensus,
      shows: ['many', 'pool'],
      stops: (cast) => {
        const [many, pool] = [cast['many']!, cast['pool']!];
        const wrong = assertDefined(outcomeOf(many), 'it has an answer').winner;
        const right = assertDefined(outcomeOf(pool), 'it has an answer').winner;
        return [
          stopOf({
            run: 'many',
            at: chosenAt(many),
            point: { type: 'votes' },
            say: {
              en: 'Not always: on this problem {votes} of {n} solutions agree on {wrong}, and that is wrong. More of the same does not help.',
              zh: '并非总是如此：这道题上，{n} 个解答里有 {votes} 个一致得到 {wrong}，却是错的。再多也没用。',
            },
            values: { votes: wrong.count, n: many.spec.config.n, wrong: formula(wrong.answer) },
            terms: ['false-consensus'],
            notes: {
              en: 'Of these models it is known to happen; how often, experiments say.',
              zh: '这些模型会出现这种情况；多常出现，要看实验。',
            },
          }),
          stopOf({
            run: 'pool',
            at: chosenAt(pool),
            point: { type: 'votes' },
            say: {
              en: 'A second model, the verifier, scores every step from 0 to 1 (such a one is called a PRM). Weighted by its scores, {right} wins: right.',
              zh: '第二个模型叫验证器，用 0 到 1 给每一步打分（这样的叫 PRM）。按得分加权，{right} 获胜：对了。',
            },
            values: { right: formula(right.answer), n: pool.spec.config.n },
            terms: ['verifier', 'prm', 'weighted'],
            notes: {
              en: 'The same problem, {n} solutions: the wrong answer has most votes, and next to no score.',
              zh: '同一道题，{n} 个解答：错的答案票数最多，得分却几乎为零。',
            },
          }),
        ];
      },
    },
    {
      rule: treesFind,
      shows: ['beam', 'trees'],
      stops: (cast) => {
        const [beam, trees] = [cast['beam']!, cast['trees']!];
        const wrong = assertDefined(outcomeOf(beam), 'it has an answer').winner;
        const found = assertDefined(outcomeOf(trees), 'it has an answer').winner;
        const values = {
          wrong: formula(wrong.answer),
          found: formula(found.answer),
          trees: trees.state.groups.length,
        };
        return [
          stopOf({
            run: 'beam',
            at: endOf(beam),
            point: { type: 'nodes', nodes: stepsTo(beam, wrong.node) },
            say: {
              en: 'Beam search asks the verifier after every step and goes on with the best only. Here one idea took all its places, and ends at {wrong}: wrong.',
              zh: '束搜索每一步之后都问验证器，只让最好的继续。这里同一个想法占满了名额，得到 {wrong}：错了。',
            },
            values,
            terms: ['beam-search'],
            notes: { en: 'Another problem. Thin lines are what was cut.', zh: '换了一道题。细线是被剪掉的。' },
          }),
          stopOf({
            run: 'trees',
            at: chosenAt(trees),
            point: { type: 'nodes', nodes: stepsTo(trees, found.node) },
            say: {
              en: 'DVTS gives each of {trees} trees a place of its own. The other idea lives, and is right: {found}.',
              zh: 'DVTS 给 {trees} 棵树各留一席。另一个想法活了下来，而且是对的：{found}。',
            },
            values,
            terms: ['dvts'],
            notes: {
              en: 'The same problem, the same n. That DVTS is better in general does not follow; the lesson on it has the numbers.',
              zh: '同一道题，同样的 n。这并不说明 DVTS 总是更好；讲它的那一课有数字。',
            },
          }),
        ];
      },
    },
    {
      rule: judgeMisleads,
      shows: ['misled'],
      stops: (cast) => {
        const pool = cast['misled']!;
        const best = assertDefined(outcomeOf(pool, 'best'), 'it has an answer').winner;
        return [
          stopOf({
            run: 'misled',
            at: endOf(pool),
            point: { type: 'nodes', nodes: stepsTo(pool, best.node) },
            node: best.node,
            say: {
              en: 'All rests on the scores: this solution has the highest, {score}, and is wrong. How often each way helps, experiments say.',
              zh: '一切取决于得分：这个解答得分最高，{score}，却是错的。各种方法多常有用，要看实验。',
            },
            values: { score: formatScore(best.best ?? 0) },
            terms: ['best'],
            notes: {
              en: 'Every run here was chosen because it shows something. The next lessons tell each of them at leisure.',
              zh: '这里的每次运行都是因为能说明问题才挑出来的。后面的课逐一细讲。',
            },
          }),
        ];
      },
    },
  ],
};
