/** Lesson: separate trees keep separate ideas. */
import { assertDefined } from '@/lib/base';
import { chosenAt, cutOf, decidedAt, decisionsOf, endOf, firstSteps, keptIn, outcomeOf, stepsTo } from '../scene';
import { formula, isTold, stopOf, type LessonPlan, type Rule } from '../plan';
import { treesRun, wideBeamRun } from './settings';

const treesFind: Rule = {
  name: 'trees-find',
  words: {
    en: 'Beam search is wrong; DVTS with the same numbers is right, by a step that beam search had written too and cut.',
    zh: '束搜索答错了；同样设置的 DVTS 是对的，而它走的一步束搜索也写过，却剪掉了。',
  },
  find: async (candidate, studio) => {
    if (!isTold(candidate)) return undefined;
    const beam = await studio.record(candidate.problem, wideBeamRun);
    if (outcomeOf(beam)?.isRight !== false) return undefined;
    const trees = await studio.record(candidate.problem, treesRun);
    const found = outcomeOf(trees);
    if (found?.isRight !== true) return undefined;
    return cutOf(beam, trees, found.winner.node) === undefined ? undefined : { beam, trees };
  },
};

export const dvts: LessonPlan = {
  id: 'dvts',
  title: { en: 'DVTS: separate trees', zh: 'DVTS：分开的树' },
  summary: {
    en: 'Split the budget into trees that never compete, and an idea that looked weak at first may still win.',
    zh: '把预算分给互不竞争的树，一开始看着弱的想法也可能最后获胜。',
  },
  strategy: 'dvts',
  acts: [
    {
      rule: treesFind,
      shows: ['beam', 'trees'],
      stops: (cast) => {
        const [beam, trees] = [cast['beam']!, cast['trees']!];
        const wrong = assertDefined(outcomeOf(beam), 'it has an answer').winner;
        const found = assertDefined(outcomeOf(trees), 'it has an answer').winner;
        const lost = assertDefined(cutOf(beam, trees, found.node), 'the rule found it');
        const width = trees.spec.config.beamWidth;
        const groups = trees.state.groups.map(({ index }) => index);
        const beamKept = keptIn(decisionsOf(beam, 0, 0));
        const kept = groups.flatMap((group) =>
          firstSteps(trees)
            .filter((node) => node.group === group && node.decision?.fate === 'kept')
            .map(({ id }) => id),
        );
        const values = {
          wrong: formula(wrong.answer),
          found: formula(found.answer),
          n: beam.spec.config.n,
          kept: beamKept.length,
          lost: lost.depth,
          trees: groups.length,
          width,
        };
        return [
          stopOf({
            run: 'beam',
            at: decidedAt(beam, 0, 0),
            point: { type: 'nodes', nodes: beamKept },
            say: {
              en: 'Beam search on another problem. Of {n} first steps the best {kept} live on, whatever idea they stand for.',
              zh: '在另一道题上做束搜索。{n} 个第一步里分数最高的 {kept} 个活下来，不管它们代表什么想法。',
            },
            values,
            notes: { en: 'Equal texts are merged before they compete.', zh: '相同的文本在竞争之前先合并。' },
          }),
          stopOf({
            run: 'beam',
            at: endOf(beam),
            point: { type: 'nodes', nodes: stepsTo(beam, wrong.node) },
            say: {
              en: 'It ends at {wrong}: wrong. What it did not keep at the beginning it cannot come back to.',
              zh: '它得到 {wrong}：错了。一开始没留下的，后来再也回不去。',
            },
            values,
            notes: {
              en: 'The scores of first steps say little yet; here they decide everything.',
              zh: '第一步的分数还说明不了什么，在这里却决定了一切。',
            },
          }),
          stopOf({
            run: 'trees',
            at: Math.max(...groups.map((group) => decidedAt(trees, group, 0))),
            point: { type: 'nodes', nodes: kept },
            say: {
              en: 'DVTS deals the same budget to {trees} trees of {width} tries. Each tree keeps its own best step; trees never compete.',
              zh: 'DVTS 把同样的预算分给 {trees} 棵树，每棵试 {width} 次。每棵树留下自己最好的一步，树之间不竞争。',
            },
            values,
            question: {
              ask: { en: 'What does that change?', zh: '这会改变什么？' },
              choices: [
                { en: 'Fewer steps are written', zh: '写的步骤更少' },
                { en: 'Different ideas stay alive', zh: '不同的想法都能活下来' },
                { en: 'The judge gets better', zh: '评委变准了' },
              ],
              right: 1,
              because: {
                en: 'Cost and judge are the same. Only who competes with whom has changed.',
                zh: '花费和评委都一样，变的只是谁跟谁竞争。',
              },
            },
            notes: {
              en: 'DVTS stands for Diverse Verifier Tree Search.',
              zh: 'DVTS 是 Diverse Verifier Tree Search（多样化验证器树搜索）的缩写。',
            },
          }),
          stopOf({
            run: 'trees',
            at: chosenAt(trees),
            point: { type: 'nodes', nodes: stepsTo(trees, found.node) },
            say: {
              en: 'One of the trees arrives at {found}: right.',
              zh: '其中一棵树得到 {found}：对了。',
            },
            values,
            notes: { en: 'The answer is chosen among the ends of all trees.', zh: '答案从所有树的末端里选。' },
          }),
          stopOf({
            run: 'beam',
            at: decidedAt(beam, 0, lost.round),
            point: { type: 'nodes', nodes: [lost.id] },
            node: lost.id,
            say: {
              en: 'Beam search had been there: it wrote step {lost} of that solution word for word, and cut it, for others scored higher.',
              zh: '束搜索其实到过那里：那个解答的第 {lost} 步，它一字不差地写过，却因为别的分数更高而剪掉了。',
            },
            values,
            notes: {
              en: 'One run shows that this happens, not how often. Over many problems beam search and DVTS are close; an experiment tells.',
              zh: '一次运行只说明会发生，不说明多常发生。在许多题上束搜索和 DVTS 很接近，要看实验。',
            },
          }),
        ];
      },
    },
  ],
};
