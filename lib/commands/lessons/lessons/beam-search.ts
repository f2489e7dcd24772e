/** Lesson: searching step by step saves tokens, and loses variety. */
import { assertDefined } from '@/lib/base';
import {
  aliveFirstSteps,
  chosenAt,
  decisionsOf,
  endOf,
  firstSteps,
  keptIn,
  lastEntry,
  narrowedAt,
  outcomeOf,
  stepsTo,
  tokensOf,
  writtenAt,
} from '../scene';
import { formula, isTold, stopOf, type LessonPlan, type Rule } from '../plan';
import { measured } from './measured';
import { beamRun, poolRun } from './settings';

const searchFinds: Rule = {
  name: 'search-finds',
  words: {
    en: 'Whole solutions with the verifier’s weighted vote are wrong; beam search at the same n is right with fewer tokens, and all that it ends with began with one first step.',
    zh: '采样完整解答再加权投票，结果是错的；同样 n 的束搜索用更少的 token 得到正确答案，而它最后留下的全都出自同一个第一步。',
  },
  find: async (candidate, studio) => {
    if (!isTold(candidate)) return undefined;
    const pool = await studio.record(candidate.problem, poolRun);
    if (outcomeOf(pool, 'weighted')?.isRight !== false) return undefined;
    const beam = await studio.record(candidate.problem, beamRun);
    const isBetter = outcomeOf(beam)?.isRight === true && tokensOf(beam) < tokensOf(pool);
    return isBetter && narrowedAt(beam) !== undefined ? { pool, beam } : undefined;
  },
};

export const beamSearch: LessonPlan = {
  id: 'beam-search',
  title: { en: 'Beam search', zh: '束搜索' },
  summary: {
    en: 'Why finish what began badly? Judge after every step, carry on the best, and pay with variety.',
    zh: '开头就不好的，何必写完？每一步之后都打分，只让最好的继续；代价是多样性。',
  },
  strategy: 'beam-search',
  acts: [
    {
      rule: searchFinds,
      shows: ['pool', 'beam'],
      stops: (cast) => {
        const [pool, beam] = [cast['pool']!, cast['beam']!];
        const wrong = assertDefined(outcomeOf(pool, 'weighted'), 'it has an answer').winner;
        const found = assertDefined(outcomeOf(beam), 'it has an answer').winner;
        const narrowed = assertDefined(narrowedAt(beam), 'one first step is left');
        const proposals = firstSteps(beam);
        const kept = keptIn(decisionsOf(beam, 0, 0));
        const values = {
          n: pool.spec.config.n,
          wrong: formula(wrong.answer),
          found: formula(found.answer),
          tokens: tokensOf(beam),
          pool: tokensOf(pool),
          kept: kept.length,
          step: narrowed.depth,
          beamShare: measured.beamSearch[16],
          poolShare: measured.bestOfN[16],
        };
        return [
          stopOf({
            run: 'pool',
            at: endOf(pool),
            point: { type: 'votes' },
            say: {
              en: 'Another problem. {n} whole solutions were written to the end, and even the weighted vote is wrong: {wrong}.',
              zh: '另一道题。写完了 {n} 个完整解答，连加权投票也错了：{wrong}。',
            },
            values,
            terms: ['best-of-n'],
            notes: {
              en: 'Much of this was written after the first mistake, and paid for.',
              zh: '这里面很多内容是在第一个错误之后才写的，都要花钱。',
            },
          }),
          stopOf({
            run: 'beam',
            at: writtenAt(
              beam,
              proposals.map(({ id }) => id),
            ),
            point: { type: 'nodes', nodes: proposals.map(({ id }) => id) },
            say: {
              en: 'Beam search does not wait for the end. It has {n} first steps written and scored, and only then decides which of them go on.',
              zh: '束搜索不等到最后。先写 {n} 个第一步并打分，再决定哪些继续。',
            },
            values,
            question: {
              ask: { en: '{kept} may go on. By what are they chosen?', zh: '只有 {kept} 个能继续。按什么选？' },
              choices: [
                { en: 'By the highest scores', zh: '得分最高的' },
                { en: 'By chance', zh: '随机' },
                { en: 'The shortest ones', zh: '最短的' },
              ],
              right: 0,
              because: {
                en: 'What scores less is cut, and never written on: nothing more is spent on it.',
                zh: '得分低的被剪掉，不再往下写，也就不再为它花 token。',
              },
            },
            terms: ['beam-search', 'n'],
            notes: {
              en: 'Equal texts are merged, so fewer may be seen than were written.',
              zh: '相同的文本会合并，所以看到的可能比写下的少。',
            },
          }),
          stopOf({
            run: 'beam',
            at: lastEntry(beam, 'round-decided', (event) => event.group === 0 && event.round === 0),
            point: { type: 'nodes', nodes: kept },
            say: {
              en: '{kept} stay, the others are cut. From those that stay {n} next steps are written, and so on after every step.',
              zh: '{kept} 个留下，其余剪掉。从留下的再写 {n} 个下一步，之后每一步都这样。',
            },
            values,
            terms: ['beam'],
            notes: {
              en: 'Hover over a cut step to see why it was cut.',
              zh: '把鼠标放在被剪的步骤上，可以看到原因。',
            },
          }),
          stopOf({
            run: 'beam',
            at: chosenAt(beam),
            point: { type: 'nodes', nodes: stepsTo(beam, found.node) },
            say: {
              en: 'The tokens went where it looked good, and the search arrives at {found}: right.',
              zh: 'token 都花在看起来有希望的地方，搜索得到 {found}：对了。',
            },
            values,
            notes: {
              en: 'The path with the golden rim is the answer; thin lines are what was cut.',
              zh: '镶金边的路径是答案；细线是被剪掉的。',
            },
          }),
          stopOf({
            run: 'beam',
            at: endOf(beam),
            point: { type: 'budget' },
            say: {
              en: 'It wrote {tokens} tokens; the whole solutions took {pool}. Same n, fewer tokens, a better answer.',
              zh: '它写了 {tokens} 个 token；完整解答用了 {pool} 个。n 一样，token 更少，答案更好。',
            },
            values,
            terms: ['token'],
            notes: {
              en: 'This run was chosen for it. Over 125 problems at n = 16 both write about as much, and beam search is right on {beamShare} % of them, the weighted vote on {poolShare} %.',
              zh: '这次运行是特意挑的。在 125 道题上，n = 16 时两者写的差不多；束搜索答对 {beamShare} %，加权投票答对 {poolShare} %。',
            },
          }),
          stopOf({
            run: 'beam',
            at: narrowed.at,
            point: { type: 'nodes', nodes: aliveFirstSteps(beam, narrowed.at) },
            say: {
              en: 'But look at step {step}: all that is still alive began with this one first step. Had it been wrong, nothing would have been left to save the search.',
              zh: '但看第 {step} 步：所有还活着的都出自这一个第一步。如果它错了，就没有什么能救这次搜索了。',
            },
            values,
            notes: {
              en: 'This is the loss of variety that the next lesson repairs.',
              zh: '多样性就这样丢了，下一课来补救。',
            },
          }),
        ];
      },
    },
  ],
};
