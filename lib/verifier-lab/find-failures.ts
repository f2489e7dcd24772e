/**
 * Where the verifier of one run erred, as far as its log can tell: nodes to look at, each with the numbers that make it one.
 * Thresholds are low here and the report's are higher, so that moving them reads no log again. Pure.
 */
import { extractAnswer, gradeAnswer } from '@/lib/answers';
import { textOf, type NodeId, type NodeState, type RunSpec, type SearchState, type Selected } from '@/lib/search';
import { leastFall, type Failure, type FailureKind } from './wire';

/** Of one kind in one run; the worst are kept. */
const mostOfAKind = 20;
/** Characters of the problem and of a step that are told. */
const mostText = 400;
/** A wrong winner below this is not even half sure. */
const leastSureness = 0.5;
const muchLonger = 1.5;
/** Shorter lines come again by chance. */
const shortestRepeat = 12;

interface FoundSolution {
  readonly node: NodeId;
  readonly path: readonly NodeState[];
  readonly isRight: boolean;
  readonly scores: readonly (number | null)[];
  readonly tokens: number;
  readonly value: number | undefined;
}

export interface FoundRun {
  readonly runId: string;
  readonly spec: RunSpec;
  /** Finished ones. */
  readonly solutions: readonly FoundSolution[];
  /** Under the run's own selection. */
  readonly selected: Selected;
  /** Keys of right answers. */
  readonly right: ReadonlySet<string>;
}

type Draft<Kind extends FailureKind> = Omit<
  Extract<Failure, { kind: Kind }>,
  'run' | 'strategy' | 'n' | 'level' | 'problem' | 'text' | 'kind'
>;

/** `run.spec` has a reference answer. The worst of each kind first. */
export function failuresOf(state: SearchState, run: FoundRun): readonly Failure[] {
  const { spec, runId } = run;
  const about = <Kind extends FailureKind>(kind: Kind, draft: Draft<Kind>) =>
    ({
      run: runId,
      strategy: spec.strategy,
      n: spec.config.n,
      ...(spec.problem.level === undefined ? {} : { level: spec.problem.level }),
      problem: beginningOf(spec.problem.text),
      text: beginningOf(state.nodes.get(draft.node)?.text ?? ''),
      kind,
      ...draft,
    }) as Extract<Failure, { kind: Kind }>;
  return [
    ...wrongWinner(run).map((each) => about('wrong-winner', each)),
    ...passedOver(run).map((each) => about('passed-over', each)),
    ...rightCut(state, run).map((each) => about('right-cut', each)),
    ...cliffs(run).map((each) => about('cliff', each)),
    ...long(run).map((each) => about('long', each)),
    ...repeated(run).map((each) => about('repeated', each)),
  ];
}

function beginningOf(text: string): string {
  return text.length <= mostText ? text : text.slice(0, mostText).replace(/[\ud800-\udbff]$/, '');
}

/** The right solution of the highest score. */
function bestRightOf({ solutions }: FoundRun): (FoundSolution & { readonly value: number }) | undefined {
  let best: (FoundSolution & { readonly value: number }) | undefined;
  for (const solution of solutions)
    if (solution.isRight && solution.value !== undefined && solution.value > (best?.value ?? -1))
      best = { ...solution, value: solution.value };
  return best;
}

function wrongWinner(run: FoundRun): readonly Draft<'wrong-winner'>[] {
  const winner = run.selected.votes.find(({ isWinner }) => isWinner);
  if (winner?.best === undefined || run.right.has(winner.key) || winner.best < leastSureness) return [];
  const bestRight = bestRightOf(run)?.value;
  return [
    {
      node: winner.node,
      score: winner.best,
      answer: winner.answer,
      share: winner.share,
      ...(bestRight === undefined ? {} : { bestRight }),
    },
  ];
}

function passedOver({ selected: { votes }, right }: FoundRun): readonly Draft<'passed-over'>[] {
  const winner = votes.find(({ isWinner }) => isWinner);
  const place = votes.findIndex(({ key }) => right.has(key));
  const vote = votes[place];
  if (winner === undefined || vote?.best === undefined || right.has(winner.key)) return [];
  return [
    {
      node: vote.node,
      score: vote.best,
      answer: vote.answer,
      rank: place + 1,
      of: votes.length,
      margin: Math.max(0, winner.share - vote.share),
    },
  ];
}

function rightCut(state: SearchState, { spec, solutions }: FoundRun): readonly Draft<'right-cut'>[] {
  const reference = spec.problem.answer;
  if (reference === undefined) return [];
  const placeOf = createPlaces(state);
  const cameRight = new Set(
    solutions.flatMap(({ isRight, path }) => (isRight ? path.map(({ id }) => placeOf(id)) : [])),
  );
  const found = [...state.nodes.values()].flatMap((node) => {
    const { id, decision, isRollout } = node;
    if (decision?.fate !== 'cut' || decision.byHand === true || decision.value === undefined || isRollout) return [];
    const answer = extractAnswer(textOf(state, id));
    const holds = answer !== undefined && gradeAnswer(answer, reference) === 'right';
    if (!holds && !cameRight.has(placeOf(id))) return [];
    const { ranked = 0, line } = state.groups[node.group]?.rounds[node.round] ?? {};
    return [
      {
        node: id,
        because: holds ? ('holds-answer' as const) : ('same-steps' as const),
        score: clamped(decision.value),
        group: node.group,
        round: node.round,
        ...(decision.rank === undefined ? {} : { rank: decision.rank }),
        of: ranked,
        ...(line === undefined ? {} : { margin: line - decision.value }),
      },
    ];
  });
  return found.toSorted((one, other) => (other.margin ?? 0) - (one.margin ?? 0)).slice(0, mostOfAKind);
}

/** The number of a path by the words of its steps: equal for equal words in an equal prompt, however the nodes are called. */
function createPlaces(state: SearchState): (id: NodeId) => number {
  const places = new Map<NodeId, number>();
  const children = new Map<string, number>();
  const placeOf = (id: NodeId): number => {
    const known = places.get(id);
    if (known !== undefined) return known;
    const node = state.nodes.get(id);
    if (node?.parent === undefined) return 0;
    const key = `${placeOf(node.parent)} ${node.attempts?.join(' ') ?? ''} ${node.text}`;
    const place = children.get(key) ?? children.size + 1;
    children.set(key, place);
    places.set(id, place);
    return place;
  };
  return placeOf;
}

function cliffs({ solutions }: FoundRun): readonly Draft<'cliff'>[] {
  const found = new Map<NodeId, Draft<'cliff'>>();
  for (const { path, scores, isRight } of solutions)
    path.forEach(({ id }, i) => {
      const [before, score] = [scores[i - 1], scores[i]];
      if (before == null || score == null || before - score < leastFall) return;
      const { right = 0, wrong = 0 } = found.get(id) ?? {};
      found.set(id, { node: id, before, score, right: right + Number(isRight), wrong: wrong + Number(!isRight) });
    });
  return [...found.values()]
    .toSorted((one, other) => other.before - other.score - (one.before - one.score))
    .slice(0, mostOfAKind);
}

function long(run: FoundRun): readonly Draft<'long'>[] {
  const best = bestRightOf(run);
  if (best === undefined) return [];
  return run.solutions
    .flatMap(({ isRight, node, tokens, value }) =>
      !isRight && value !== undefined && value > best.value && tokens >= muchLonger * best.tokens
        ? [{ node, score: value, tokens, bestRight: best.value, rightTokens: best.tokens }]
        : [],
    )
    .toSorted((one, other) => other.score - one.score)
    .slice(0, mostOfAKind);
}

function repeated(run: FoundRun): readonly Draft<'repeated'>[] {
  const best = bestRightOf(run)?.value;
  return run.solutions
    .flatMap(({ isRight, path, value }) => {
      if (isRight || value === undefined || value <= (best ?? leastSureness)) return [];
      const { node, times } = mostRepeated(path);
      return times < 2 ? [] : [{ node, score: value, times, ...(best === undefined ? {} : { bestRight: best }) }];
    })
    .toSorted((one, other) => other.score - one.score)
    .slice(0, mostOfAKind);
}

/** The last node that says what most others of its path say, spacing and the number of the step aside. */
function mostRepeated(path: readonly NodeState[]): { readonly node: NodeId; readonly times: number } {
  const counts = new Map<string, { readonly node: NodeId; readonly times: number }>();
  let most = { node: path.at(-1)?.id ?? '0', times: 0 };
  for (const { id, text } of path) {
    const said = text
      .replace(/^\s*#+\s*step\s*\d+\s*[:.]?/i, '')
      .replaceAll(/\s+/g, ' ')
      .trim();
    if (said.length < shortestRepeat) continue;
    const here = { node: id, times: (counts.get(said)?.times ?? 0) + 1 };
    counts.set(said, here);
    if (here.times > most.times) most = here;
  }
  return most;
}

/** A product of scores may leave [0, 1] in the last bit. */
function clamped(value: number): number {
  return Math.min(1, Math.max(0, value));
}
