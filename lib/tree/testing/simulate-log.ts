/**
 * Valid run logs of any size from a seed, for tests and benchmarks of the tree: the engine's event order, invented
 * texts and scores. Not a model of how searches go; nothing outside tests and benchmarks may import it.
 */
import { createRng, hashString } from '@/lib/base';
import type { LogEntry } from '@/lib/runs/wire';
import { childId, compareIds, rootId, searchConfigSchema, strategyOf } from '@/lib/search';
import type { Decision, NodeId, RunSpec, SearchEvent, StrategyName } from '@/lib/search';
import { stepTexts } from './step-texts';

export interface SimulatedRun {
  readonly strategy: StrategyName;
  readonly n: number;
  readonly beamWidth?: number;
  /** Steps of a solution. */
  readonly steps: number;
  readonly seed: number;
  /** Pieces a step's text arrives in; 1 for logs whose size should be all nodes. */
  readonly pieces?: number;
  /** Chance that a candidate is a duplicate, empty, truncated, dropped or finished early. */
  readonly mishap?: number;
}

interface Candidate {
  readonly id: NodeId;
  readonly quality: number;
}
type Draw = () => number;

/** The whole log, `run-started` to `run-ended`. Groups are interleaved at random, as they are in life. */
export function simulateLog(run: SimulatedRun): LogEntry[] {
  const spec = specOf(run);
  const groups = groupsOf(spec);
  const draw = createRng(run.seed);
  const tracks = groups.map((group) => simulateGroup(run, group, createRng(hashString(`${run.seed}/${group.index}`))));
  // Groups open in order; from then on they run ahead independently.
  const body: SearchEvent[] = tracks.flatMap((track) => track.next().value ?? []);
  while (tracks.length > 0) {
    const at = Math.floor(draw() * tracks.length);
    const next = tracks[at]!.next();
    if (next.done === true) tracks.splice(at, 1);
    else body.push(next.value);
  }
  const chosen = bestFinished(body);
  const events: SearchEvent[] = [
    { type: 'run-started', version: 1, spec },
    { type: 'prompt-built', prompt: { text: spec.problem.text } },
    ...body,
    ...(['majority', 'best', 'weighted'] as const).map((selection): SearchEvent =>
      chosen === undefined
        ? { type: 'answer-selected', selection }
        : { type: 'answer-selected', selection, node: chosen, answer: '1464' },
    ),
    { type: 'run-ended', status: 'finished' },
  ];
  let at = 1_700_000_000_000;
  return events.map((event, i) => ({
    seq: i + 1,
    at: (at += event.type === 'node-text' ? Math.round(draw() * 6) : 2),
    event,
  }));
}

function specOf(run: SimulatedRun): RunSpec {
  const isScoring = strategyOf(run.strategy).needsVerifier;
  return {
    problem: {
      text: 'Find the sum of all positive integers $n$ such that $n^2+12n-2007$ is a perfect square.',
      answer: '1464',
    },
    strategy: run.strategy,
    config: searchConfigSchema.parse({ n: run.n, beamWidth: run.beamWidth ?? 4 }),
    policy: { name: 'simulated', model: 'simulated' },
    ...(isScoring
      ? {
          verifier: {
            name: 'simulated',
            model: 'simulated',
            kind: 'simulated',
            recommendedAggregation: 'last' as const,
          },
        }
      : {}),
    seed: run.seed,
  };
}

interface GroupPlan {
  readonly index: number;
  readonly firstChild: number;
  readonly lanes: number;
  readonly isWhole: boolean;
}

function groupsOf({ strategy, config }: RunSpec): GroupPlan[] {
  const { groups, isStepwise } = strategyOf(strategy);
  let firstChild = 0;
  return groups(config).map(({ n, first = n }, index) => {
    const plan = { index, firstChild, lanes: first, isWhole: !isStepwise };
    firstChild += n;
    return plan;
  });
}

function* simulateGroup(run: SimulatedRun, group: GroupPlan, draw: Draw): Generator<SearchEvent, void> {
  const width = run.beamWidth ?? 4;
  let expansions = [{ parent: rootId, firstChild: group.firstChild, children: group.lanes }];
  const quality = new Map<NodeId, number>([[rootId, 0.45]]);
  for (let round = 0; expansions.length > 0; round++) {
    const isLast = group.isWhole || round === run.steps - 1;
    yield { type: 'round-opened', group: group.index, round, isWhole: isLast, expansions };
    const candidates = expansions.flatMap(({ parent, firstChild, children }) =>
      Array.from({ length: children }, (_, i): Candidate => ({
        id: childId(parent, firstChild + i),
        quality: clamp(quality.get(parent)! + (draw() - 0.46) * 0.5 + (round === 0 ? (draw() - 0.5) * 0.5 : 0)),
      })),
    );
    const remaining = group.isWhole ? run.steps : 1;
    const ends = yield* propose(run, group.index, round, candidates, { remaining, isLast, draw });
    yield* decide(run, group, round, ends, isLast);
    for (const { id, quality: value } of candidates) quality.set(id, value);
    expansions = isLast
      ? []
      : keptOf(run, ends, Math.max(1, Math.floor(group.lanes / width))).map(({ id }) => ({
          parent: id,
          firstChild: 0,
          children: Math.min(width, group.lanes),
        }));
  }
}

type Mishap = 'duplicate' | 'empty' | 'truncated' | 'dropped' | 'finished' | undefined;
interface End extends Candidate {
  readonly mishap: Mishap;
}

/** All candidates grow at once; whole ones open their next step when one closes. */
function* propose(
  run: SimulatedRun,
  group: number,
  round: number,
  candidates: readonly Candidate[],
  { remaining, isLast, draw }: { readonly remaining: number; readonly isLast: boolean; readonly draw: Draw },
): Generator<SearchEvent, End[]> {
  const pieces = run.pieces ?? 6;
  const growing = candidates.map((each) => ({
    ...each,
    left: remaining,
    text: textFor(each.id, draw),
    at: 0,
    mishap: mishapFor(run, draw),
  }));
  const ends: End[] = [];
  for (const { id } of growing) yield { type: 'node-opened', node: id, group, round };
  const open = [...growing];
  while (open.length > 0) {
    const pick = Math.floor(draw() * open.length);
    const each = open[pick]!;
    const isEmpty = each.mishap === 'empty' && each.left === 1;
    const piece = isEmpty
      ? ''
      : each.text.slice(
          Math.floor((each.at / pieces) * each.text.length),
          Math.floor(((each.at + 1) / pieces) * each.text.length),
        );
    if (piece !== '')
      yield { type: 'node-text', node: each.id, text: piece, tokens: Math.max(1, Math.round(piece.length / 4)) };
    if (++each.at < pieces && !isEmpty) continue;
    each.left -= 1;
    const isEnd = each.left === 0;
    const finish = !isEnd
      ? 'step'
      : each.mishap === 'truncated'
        ? 'length'
        : each.mishap === 'dropped'
          ? 'dropped'
          : isLast || each.mishap === 'finished'
            ? 'eos'
            : 'step';
    yield { type: 'node-closed', node: each.id, finish };
    if (strategyOf(run.strategy).needsVerifier && finish !== 'dropped')
      yield { type: 'node-scored', node: each.id, score: each.quality };
    if (isEnd) {
      ends.push({ id: each.id, quality: each.quality, mishap: each.mishap });
      open.splice(pick, 1);
      continue;
    }
    const id = `${each.id}.0`;
    Object.assign(each, { id, at: 0, text: textFor(id, draw), quality: clamp(each.quality + (draw() - 0.47) * 0.22) });
    yield { type: 'node-opened', node: id, group, round };
  }
  return ends.sort((a, b) => compareIds(a.id, b.id));
}

function* decide(
  run: SimulatedRun,
  { index: group, lanes }: GroupPlan,
  round: number,
  ends: readonly End[],
  isLast: boolean,
): Generator<SearchEvent, void> {
  const width = run.beamWidth ?? 4;
  const { needsVerifier: isScoring, isStepwise } = strategyOf(run.strategy);
  const ranked = ends
    .filter((end) => end.mishap === undefined || end.mishap === 'finished')
    .sort((a, b) => b.quality - a.quality);
  const kept = isLast ? [] : keptOf(run, ends, Math.max(1, Math.floor(lanes / width)));
  const decisions = ends.map((end): Decision => {
    const shared =
      isScoring && end.mishap !== 'dropped'
        ? { value: end.quality, ...(ranked.includes(end) ? { rank: ranked.indexOf(end) + 1 } : {}) }
        : {};
    if (end.mishap !== undefined) return { node: end.id, fate: end.mishap, ...shared };
    if (isLast) return { node: end.id, fate: 'finished', ...shared };
    return kept.includes(end)
      ? { node: end.id, fate: 'kept', ...shared, children: Math.min(width, run.n) }
      : { node: end.id, fate: 'cut', ...shared };
  });
  const line = isStepwise && kept.length > 0 ? { line: Math.min(...kept.map((end) => end.quality)) } : {};
  yield { type: 'round-decided', group, round, decisions, ranked: isScoring ? ranked.length : 0, ...line };
}

function keptOf(run: SimulatedRun, ends: readonly End[], limit: number): readonly End[] {
  const best = ends
    .filter((end) => end.mishap === undefined)
    .sort((a, b) => b.quality - a.quality)
    .slice(0, limit);
  return ends.filter((end) => best.includes(end));
}

function mishapFor(run: SimulatedRun, draw: Draw): Mishap {
  if (draw() >= (run.mishap ?? 0)) return undefined;
  return (['duplicate', 'empty', 'truncated', 'dropped', 'finished'] as const)[Math.floor(draw() * 5)];
}

function textFor(id: NodeId, draw: Draw): string {
  const step = id.split('.').length - 1;
  return `## Step ${step}: ${stepTexts[Math.floor(draw() * stepTexts.length)]!}\n\n`;
}

function bestFinished(events: readonly SearchEvent[]): NodeId | undefined {
  const finished = events
    .flatMap((event) => (event.type === 'round-decided' ? event.decisions : []))
    .filter((decision) => decision.fate === 'finished');
  return finished.toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0))[0]?.node;
}

function clamp(value: number): number {
  return Math.max(0.02, Math.min(0.99, value));
}
