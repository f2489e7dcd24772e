/** Lesson: separate trees keep separate ideas. */
import { assertDefined, formatScore } from '@/lib/base';
import type { NodeId } from '@/lib/search';
import {
  chosenAt,
  copiesOf,
  cutOf,
  decidedAt,
  decisionsOf,
  endOf,
  firstSteps,
  keptIn,
  nodeIn,
  outcomeOf,
  placesOf,
  stepsTo,
} from '../scene';
import { formula, isTold, stopOf, type LessonPlan, type Rule } from '../plan';
import type { Recording } from '../studio';
import { measured } from './measured';
import { treesRun, wideBeamRun } from './settings';

export const treesFind: Rule = {
  name: 'trees-find',
  words: {
    en: 'Beam search is wrong, for the copies of one step take all its places; DVTS with the same numbers is right, by a step that beam search had written too and cut there.',
    zh: '束搜索答错了，因为同一步的重复占满了名额；同样设置的 DVTS 是对的，而它走的那一步束搜索也写过，却在那里剪掉了。',
  },
  find: async (candidate, studio) => {
    if (!isTold(candidate)) return undefined;
    const beam = await studio.record(candidate.problem, wideBeamRun);
    if (outcomeOf(beam)?.isRight !== false) return undefined;
    const trees = await studio.record(candidate.problem, treesRun);
    const found = outcomeOf(trees);
    if (found?.isRight !== true) return undefined;
    return crowdedOut(beam, trees, found.winner.node) === undefined ? undefined : { beam, trees };
  },
};

/** The step of the solution that DVTS found at which it was lost to beam search, because another took all places; undefined where it was not so. */
function crowdedOut(beam: Recording, trees: Recording, end: NodeId) {
  const lost = cutOf(beam, trees, end);
  if (lost?.decision?.value === undefined) return undefined;
  const [winner, ...others] = keptIn(decisionsOf(beam, 0, lost.round)).map((id) => nodeIn(beam, id));
  const places = placesOf(beam);
  if (winner?.decision?.value === undefined || others.length > 0) return undefined;
  const copies = copiesOf(beam, winner);
  return copies < places
    ? undefined
    : { lost, score: lost.decision.value, winner, best: winner.decision.value, copies, places };
}

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
        const { lost, score, best, copies, places } = assertDefined(
          crowdedOut(beam, trees, found.node),
          'the rule found it',
        );
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
          score: formatScore(score),
          best: formatScore(best),
          copies,
          places,
          ends: new Set(found.nodes.map((id) => nodeIn(trees, id).group)).size,
          trees: groups.length,
          width,
          beamFew: measured.beamSearch[16],
          treesFew: measured.dvts[16],
          beamMany: measured.beamSearch[64],
          treesMany: measured.dvts[64],
        };
        return [
          stopOf({
            run: 'beam',
            at: decidedAt(beam, 0, 0),
            point: { type: 'nodes', nodes: beamKept },
            say: {
              en: 'Beam search on another problem. Of {n} first steps the best {kept} live on, whatever idea they stand for.',
              zh: '在另一道题上做束搜索。{n} 个第一步里得分最高的 {kept} 个活下来，不管它们代表什么想法。',
            },
            values,
            terms: ['beam'],
            notes: {
              en: 'Equal texts from one parent compete as one, but keep the places of all.',
              zh: '同一父步骤下相同的文本合为一个参加竞争，但名额都归它。',
            },
          }),
          stopOf({
            run: 'beam',
            at: endOf(beam),
            point: { type: 'nodes', nodes: stepsTo(beam, wrong.node) },
            say: {
              en: 'It ends at {wrong}: wrong. The right way was cut on the way there, and what was cut is never taken up again.',
              zh: '它得到 {wrong}：错了。对的那条路在途中被剪掉，剪掉的不会再拾起。',
            },
            values,
            notes: {
              en: 'Which step that was, the last stop shows.',
              zh: '是哪一步，最后一站会看到。',
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
                { en: 'The verifier gets better', zh: '验证器变准了' },
              ],
              right: 1,
              because: {
                en: 'As much is written, and judged by the same verifier. Only who competes with whom has changed; reading separate trees costs the verifier more.',
                zh: '写的一样多，验证器也一样，变的只是谁跟谁竞争；树分开了，验证器要读的会多一些。',
              },
            },
            terms: ['dvts', 'group'],
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
              en: '{ends} of the {trees} trees {ends:ends|end} at {found}, and with the scores added up it wins: right.',
              zh: '{trees} 棵树里有 {ends} 棵得到 {found}，得分相加后它获胜：对了。',
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
              en: 'Beam search had been there: it wrote step {lost} of that solution word for word. Another step, written {copies} times, scored {best} against {score}, and its copies took all {places} places.',
              zh: '束搜索其实到过那里：那个解答的第 {lost} 步，它一字不差地写过。但另一步写了 {copies} 次，得分 {best} 对 {score}，把 {places} 个名额全占了。',
            },
            values,
            terms: ['duplicate'],
            notes: {
              en: 'One run shows that this happens, not how often. Over 125 problems DVTS is right on {treesFew} % at n = 16 and on {treesMany} % at 64, beam search on {beamFew} and {beamMany} %, for less than half of the arithmetic.',
              zh: '一次运行只说明会发生，不说明多常发生。在 125 道题上，n = 16 时 DVTS 答对 {treesFew} %，n = 64 时 {treesMany} %；束搜索分别是 {beamFew} % 和 {beamMany} %，运算量还不到一半。',
            },
          }),
        ];
      },
    },
  ],
};
