/** Lesson: a model that sees its earlier attempts may mend them, or spoil them. */
import { assertDefined } from '@/lib/base';
import type { Vote } from '@/lib/search';
import { chainsOf, chosenAt, endOf, outcomeOf, stepsTo, voteWithin, writtenAt, type Judged } from '../scene';
import { formula, isTold, stopOf, type LessonPlan, type Rule } from '../plan';
import type { Recording } from '../studio';
import { chainsRun, likely } from './settings';

const revisionMends: Rule = {
  name: 'revision-mends',
  words: {
    en: 'A chain of attempts begins wrong; a later attempt of it is right and believed by the verifier, and so is what this chain votes for. The other chain votes for a wrong answer, and loses.',
    zh: '一条链从错的尝试开始；后来的某次改对了，验证器也相信它，于是这条链选出了正确答案。另一条链选的是错的，输了。',
  },
  find: async (candidate, studio) => {
    if (!isTold(candidate)) return undefined;
    const run = await studio.record(candidate.problem, chainsRun);
    return outcomeOf(run)?.isRight === true && mendedIn(run) !== undefined ? { chains: run } : undefined;
  },
};

interface Mended {
  readonly chain: readonly Judged[];
  /** The first attempt of it that is right. */
  readonly at: number;
  /** What the other chain votes for. */
  readonly other: Vote;
}

/** The one of two chains that began wrong, came to what is right, and votes for it as the other does not; undefined where none did. */
function mendedIn(run: Recording): Mended | undefined {
  const chains = chainsOf(run);
  const votes = chains.map(voteWithin);
  const isRight = (chain: readonly Judged[], i: number) =>
    chain.some((attempt) => attempt.isRight && attempt.key === votes[i]?.key);
  const [chain, ...more] = chains.filter(isRight);
  if (chain === undefined || more.length > 0) return undefined;
  const at = chain.findIndex((attempt) => attempt.isRight);
  const other = votes.find((_, i) => chains[i] !== chain);
  const [first] = chain;
  const isMended = first?.isRight === false && first.answer !== undefined && (chain[at]?.value ?? 0) > likely;
  return isMended && other !== undefined ? { chain, at, other } : undefined;
}

export const revising: LessonPlan = {
  id: 'revising',
  title: { en: 'Revising', zh: '修改' },
  summary: {
    en: 'Instead of starting anew each time, the model is shown what it wrote before.',
    zh: '不是每次重新开始，而是让模型看到自己以前写的。',
  },
  strategy: 'revisions',
  acts: [
    {
      rule: revisionMends,
      shows: ['chains'],
      stops: (cast) => {
        const run = cast['chains']!;
        const { chain, at, other } = assertDefined(mendedIn(run), 'the rule found it');
        const [first, mended] = [chain[0]!, chain[at]!];
        const values = {
          first: formula(first.answer ?? ''),
          winner: formula(mended.answer ?? ''),
          other: formula(other.answer),
          place: at + 1,
          length: chain.length,
        };
        return [
          stopOf({
            run: 'chains',
            at: writtenAt(run, [first.node]),
            point: { type: 'nodes', nodes: stepsTo(run, first.node) },
            say: {
              en: 'A first attempt, and it is wrong: {first}. So far this is like every other sample.',
              zh: '第一次尝试，得到 {first}，是错的。到这里和普通采样没有区别。',
            },
            values,
            terms: ['attempt'],
            notes: {
              en: 'The model here is the reviser: it was trained to go on from attempts.',
              zh: '这里用的是修改模型（reviser）：它专门学过怎样在已有尝试的基础上继续。',
            },
          }),
          stopOf({
            run: 'chains',
            at: writtenAt(run, [mended.node]),
            point: { type: 'nodes', nodes: stepsTo(run, mended.node) },
            say: {
              en: 'Attempt {place} is written with the earlier ones in sight, and comes to {winner}.',
              zh: '第 {place} 次尝试是看着前面的尝试写的，得到 {winner}。',
            },
            values,
            node: mended.node,
            terms: ['revision'],
            notes: {
              en: 'The panel shows which words changed from one attempt to the next.',
              zh: '面板里能看到两次尝试之间改了哪些词。',
            },
          }),
          stopOf({
            run: 'chains',
            at: endOf(run),
            point: { type: 'nodes', nodes: chain.map(({ node }) => node) },
            say: {
              en: 'The whole chain, {length} attempts long. A revision may also spoil what was right, so all of them are kept and judged.',
              zh: '整条链，一共 {length} 次尝试。修改也可能把对的改错，所以全部保留，一起评判。',
            },
            values,
            question: {
              ask: {
                en: 'Is a revision better than a fresh attempt?',
                zh: '修改比重新写一遍更好吗？',
              },
              choices: [
                { en: 'Always', zh: '总是' },
                { en: 'That has to be measured', zh: '得测过才知道' },
              ],
              right: 1,
              because: {
                en: 'One run that turned out well shows nothing. Over many problems this model is right more often from the second attempt on, mostly because it writes more carefully once it sees one; the models’ own page says so with numbers.',
                zh: '一次成功说明不了什么。在许多题上测下来，这个模型从第二次尝试起更常做对，主要是因为它看到一次尝试后写得更仔细；模型说明里有具体数字。',
              },
            },
            notes: {
              en: 'This run was chosen because the revision mended something. That is a selection, and the class should know.',
              zh: '选这次运行正是因为它改对了。这是挑选出来的，应该告诉大家。',
            },
          }),
          stopOf({
            run: 'chains',
            at: chosenAt(run),
            point: { type: 'votes' },
            say: {
              en: 'First each chain votes within itself: this one for {winner}, the other for {other}. Then the chains against each other: {winner} wins, and is right.',
              zh: '先在每条链内部投票：这条选 {winner}，另一条选 {other}。再在链之间投票：{winner} 获胜，而且是对的。',
            },
            values,
            terms: ['group', 'weighted'],
            notes: {
              en: 'Chains run side by side: a budget can be spent deep or wide.',
              zh: '各条链同时进行：预算可以用来加深，也可以用来加宽。',
            },
          }),
        ];
      },
    },
  ],
};
