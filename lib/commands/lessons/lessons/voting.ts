/** Lesson: what a majority vote is, and why it can be wrong together. */
import { assertDefined } from '@/lib/base';
import { beforeChoice, chosenAt, endOf, firstSteps, outcomeOf, stepsTo, writtenAt } from '../scene';
import { formula, stopOf, type LessonPlan } from '../plan';
import { falseConsensus } from './false-consensus';

export const voting: LessonPlan = {
  id: 'voting',
  title: { en: 'Voting, and false consensus', zh: '投票与虚假共识' },
  summary: {
    en: 'The commonest answer wins. When a mistake is common, it wins too.',
    zh: '得票最多的答案获胜。如果某个错误很常见，它也会获胜。',
  },
  strategy: 'majority',
  acts: [
    {
      rule: falseConsensus,
      shows: ['habit', 'many'],
      stops: (cast) => {
        const [vote, many] = [cast['habit']!, cast['many']!];
        const outcome = assertDefined(outcomeOf(vote), 'it has an answer');
        const right = assertDefined(outcome.right, 'somebody was right');
        const { winner } = outcome;
        // Of those that end right, one whose steps are as well, as far as the verifier of the next lesson can tell.
        const believed = assertDefined(outcomeOf(cast['pool']!, 'weighted'), 'it has an answer').winner;
        const starts = firstSteps(vote).map(({ id }) => id);
        const n = vote.spec.config.n;
        const values = {
          n,
          winner: formula(winner.answer),
          votes: winner.count,
          right: formula(right.answer),
          fewer: right.count,
        };
        const outcomeOfMany = assertDefined(outcomeOf(many), 'it has an answer');
        const valuesOfMany = {
          ...values,
          n: many.spec.config.n,
          votes: outcomeOfMany.winner.count,
          fewer: outcomeOfMany.right?.count ?? 0,
        };
        return [
          stopOf({
            run: 'habit',
            at: writtenAt(vote, starts),
            point: { type: 'nodes', nodes: starts },
            say: {
              en: 'Another problem, {n} solutions side by side. None of them sees the others.',
              zh: '另一道题，{n} 个解答同时写。它们互相看不见。',
            },
            values,
            terms: ['majority'],
            notes: {
              en: 'Each row is one solution from left to right.',
              zh: '每一行是一个解答，从左到右。',
            },
          }),
          stopOf({
            run: 'habit',
            at: beforeChoice(vote),
            point: { type: 'votes' },
            say: {
              en: 'All are written. {votes} say {winner}, {fewer} say {right}.',
              zh: '全部写完了。{votes} 个得到 {winner}，{fewer} 个得到 {right}。',
            },
            values,
            question: {
              ask: { en: 'Which answer wins the vote?', zh: '哪个答案会赢得投票？' },
              choices: [
                { en: values.right, zh: values.right },
                { en: values.winner, zh: values.winner },
              ],
              right: 1,
              because: {
                en: 'A vote counts heads. It does not read a single line of what was written.',
                zh: '投票只数人头，它不读任何一行内容。',
              },
            },
            notes: { en: 'Ask who would bet on it being right.', zh: '问问谁敢打赌它是对的。' },
          }),
          stopOf({
            run: 'habit',
            at: chosenAt(vote),
            point: { type: 'nodes', nodes: winner.nodes },
            say: {
              en: 'The vote takes {winner}, and it is wrong. Samples that share a habit share its mistakes: this is a false consensus.',
              zh: '投票选了 {winner}，但这是错的。有同一种习惯的采样会犯同一种错：这叫虚假共识。',
            },
            values,
            terms: ['false-consensus'],
            notes: {
              en: 'Ask the room what would help: a larger n, another model, or somebody who reads.',
              zh: '问问大家怎样才有用：更大的 n，换个模型，还是找人来读。',
            },
          }),
          stopOf({
            run: 'many',
            at: chosenAt(many),
            point: { type: 'votes' },
            say: {
              en: 'And with {n} solutions: {winner} has {votes} votes, {right} only {fewer}. Asking more often does not help where the mistake is a habit.',
              zh: '写 {n} 个解答：{winner} 有 {votes} 票，{right} 只有 {fewer} 票。错误成了习惯，多问也没用。',
            },
            values: valuesOfMany,
            terms: ['n'],
            notes: {
              en: 'That is so on this problem, which was chosen for it. On another one, more samples may well mend a wrong vote; try it.',
              zh: '这道题是特意挑的，所以如此。换一道题，多采样也许能把错的票改过来；可以试试。',
            },
          }),
          stopOf({
            run: 'habit',
            at: endOf(vote),
            point: { type: 'nodes', nodes: stepsTo(vote, believed.node) },
            say: {
              en: 'The right answer, {right}, was written as well, {fewer} of {n} times. To find it, somebody has to read the steps.',
              zh: '正确答案 {right} 其实也写出来了，{n} 次里有 {fewer} 次。要找到它，得有人去读这些步骤。',
            },
            values,
            notes: {
              en: 'That somebody is the verifier of the next lesson.',
              zh: '下一课的验证器就是这个读步骤的。',
            },
          }),
        ];
      },
    },
  ],
};
