/**
 * The decision on a round in full: its candidates in their order, what told them apart, and who would live under other
 * rules, reckoned by the strategy itself. From the state right before it and its event; knows no screen.
 */
import {
  aggregationNames,
  aggregationOf,
  decideAgain,
  methodAt,
  pathsToRead,
  standingsOf,
  type EventOf,
  type Fate,
  type NodeId,
  type NodeState,
  type OtherRule,
  type SearchState,
  type Separation,
} from '@/lib/search';
import { isDead, type TreeNode, type TreeView } from '@/lib/tree';

type RoundDecided = EventOf<'round-decided'>;

export interface CardRow {
  readonly node: NodeId;
  readonly text: string;
  readonly fate: Fate;
  /** Undefined for what did not compete. */
  readonly rank: number | undefined;
  readonly value: number | undefined;
  readonly lastScore: number | undefined;
  /** What puts it behind the row above, where that is not its value. */
  readonly tie: Exclude<Separation, 'value'> | undefined;
  /** Identical siblings that it stands for. */
  readonly duplicates: readonly NodeId[];
  readonly children: number | undefined;
  readonly share: number | undefined;
  readonly weight: number | undefined;
  readonly isByHand: boolean;
}

/** What would have become of the same candidates by another rule. */
export interface OtherOutcome {
  readonly rule: OtherRule;
  /** Would have lived, and lived, but not both; in id order. */
  readonly lives: readonly NodeId[];
  readonly dies: readonly NodeId[];
  /** The same live, and get other numbers of children. */
  readonly isSharedOtherwise: boolean;
}

export interface Card {
  /** In their order; then what did not compete, in id order. Duplicates stand with the one that stands for them. */
  readonly rows: readonly CardRow[];
  readonly line: number | undefined;
  readonly measures: RoundDecided['measures'];
  readonly others: readonly OtherOutcome[];
  /** The width M that was asked for, and the widest that can be asked for instead; undefined where none is read. */
  readonly width: { readonly own: number; readonly most: number } | undefined;
  /** Last steps of the paths that another verifier would read; none where no verifier is gone by. */
  readonly paths: readonly NodeId[];
}

/** Were its round's candidates compared with each other, so that there is a decision to look at? */
export function isComparedIn({ groups }: SearchState, node: NodeState | undefined): boolean {
  const round = node === undefined ? undefined : groups[node.group]?.rounds[node.round];
  return (
    node?.decision !== undefined && round?.isDecided === true && (round.ranked > 0 || node.decision.share !== undefined)
  );
}

/**
 * A step of each column whose round's decision can be looked at: one on the way to the chosen answer or the best so far, else
 * one that lives, else the first.
 */
export function decidedByDepth({ state, nodes }: TreeView): ReadonlyMap<number, NodeId> {
  const found = new Map<number, TreeNode>();
  for (const node of nodes.values()) {
    const known = found.get(node.depth);
    if (known !== undefined && worthOf(known) >= worthOf(node)) continue;
    if (isComparedIn(state, node.source)) found.set(node.depth, node);
  }
  return new Map([...found].map(([depth, { id }]) => [depth, id]));
}

function worthOf(node: TreeNode): number {
  if (node.isChosen || node.isLeader) return 2;
  return isDead(node.state) ? 0 : 1;
}

/** `before`: the state right before `event`. */
export function cardOf(before: SearchState, event: RoundDecided): Card {
  const standings = standingsOf(before, event);
  const isRanked = event.ranked > 0;
  const standingOf = new Map(standings.map((standing) => [standing.node, standing]));
  const decisionOf = new Map(event.decisions.map((decision) => [decision.node, decision]));
  // Those that were drawn by their shares stand in the order of these.
  const shareOf = (node: NodeId) => decisionOf.get(node)?.share;
  const contenders = standings.map(({ node }) => node);
  const others = event.decisions.map(({ node }) => node).filter((node) => !standingOf.has(node));
  if (!isRanked) {
    // So do solutions, which have earned their shares beside them.
    contenders.push(...others.filter((node) => shareOf(node) !== undefined));
    contenders.sort((a, b) => (shareOf(b) ?? 0) - (shareOf(a) ?? 0));
  }
  const stand = new Set([...contenders, ...standings.flatMap((standing) => standing.duplicates)]);
  const rows = [...contenders, ...others.filter((node) => !stand.has(node))].flatMap((node): CardRow[] => {
    const decision = decisionOf.get(node);
    if (decision === undefined) return [];
    const standing = standingOf.get(node);
    const { by } = standing ?? {};
    return [
      {
        node,
        text: before.nodes.get(node)?.text ?? '',
        fate: decision.fate,
        rank: decision.rank,
        value: decision.value,
        lastScore: before.nodes.get(node)?.score,
        tie: isRanked && by !== 'value' ? by : undefined,
        duplicates: standing?.duplicates ?? [],
        children: decision.children,
        share: decision.share,
        weight: decision.weight,
        isByHand: decision.byHand === true,
      },
    ];
  });
  return {
    rows,
    line: isRanked ? event.line : undefined,
    measures: event.measures,
    width: widthIn(before, event),
    others: otherRules(before, event).map((rule) => outcomeOf(before, event, rule)),
    paths: methodAt(before, event).strategy.needsVerifier ? pathsToRead(before, event) : [],
  };
}

/** What else could have been asked for: the other aggregations, and half and twice the width where one is read. */
function otherRules(before: SearchState, event: RoundDecided): readonly OtherRule[] {
  const { strategy } = methodAt(before, event);
  if (!strategy.needsVerifier || before.spec === undefined) return [];
  const used = aggregationOf(before.spec);
  const { own, most } = widthIn(before, event) ?? { own: 0, most: 0 };
  const widths = [Math.floor(own / 2), own * 2];
  return [
    ...aggregationNames.filter((aggregation) => aggregation !== used).map((aggregation) => ({ aggregation })),
    ...widths.filter((beamWidth) => beamWidth >= 1 && beamWidth <= most).map((beamWidth) => ({ beamWidth })),
  ];
}

function widthIn(before: SearchState, event: RoundDecided): Card['width'] {
  const { strategy, config } = methodAt(before, event);
  const isRead = strategy.needsVerifier && strategy.settings.includes('beamWidth');
  return isRead ? { own: config.beamWidth, most: config.n } : undefined;
}

export function outcomeOf(before: SearchState, event: RoundDecided, rule: OtherRule): OtherOutcome {
  const [is, wouldBe] = [livingIn(event), livingIn(decideAgain(before, event, rule))];
  return {
    rule,
    lives: [...wouldBe.keys()].filter((node) => !is.has(node)),
    dies: [...is.keys()].filter((node) => !wouldBe.has(node)),
    isSharedOtherwise: [...is].some(([node, children]) => wouldBe.has(node) && wouldBe.get(node) !== children),
  };
}

/** Children by node that is gone on with. */
function livingIn({ decisions }: RoundDecided): ReadonlyMap<NodeId, number> {
  return new Map(decisions.flatMap(({ node, children }) => (children === undefined ? [] : [[node, children]])));
}
