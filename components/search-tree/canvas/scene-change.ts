/**
 * From two views of a run to what a scene has to be told: the slots that look different, packed. Main thread only.
 */
import { attemptsSeenBy, gistOf, isDead, type Bundle, type Slot, type TreeNode, type TreeView } from '@/lib/tree';
import { flag, form, stride, widthSteps, type SceneChange } from './scene';
import { bucketOf, noScore } from './theme';

/** What has to be told to a scene that shows `previous` so that it shows `view`. */
export function sceneChange(previous: TreeView | undefined, view: TreeView): SceneChange {
  const isReset = previous === undefined || previous.layout !== view.layout;
  const changed: number[] = [];
  view.order.forEach((node, index) => {
    if (isReset ? node !== undefined : previous.order[index] !== node) changed.push(index);
  });
  const records = new Float32Array(changed.length * stride);
  const labels: (readonly [number, string])[] = [];
  const links: (readonly [number, readonly number[]])[] = [];
  const budget = Math.max(1, view.state.spec?.config.n ?? 1);
  changed.forEach((index, i) => {
    const node = view.order[index];
    const slot = view.layout.slots[index]!;
    records.set(
      [
        index,
        slot.column,
        slot.lane,
        isLaterAttempt(slot) ? -1 : slot.parent,
        ...(node === undefined ? [form.hidden, noScore, 0, 0, 0] : look(node, budget, view.bundles.get(index))),
      ],
      i * stride,
    );
    if (node !== undefined) {
      const label = labelOf(node, view.bundles.get(index));
      if (label !== undefined) labels.push([index, label]);
    }
    if (node?.depth === 1) {
      const from = attemptsSeenBy(view.state, node.id).flatMap((end) => view.layout.indexOf.get(end) ?? []);
      if (from.length > 0) links.push([index, from]);
    }
  });
  return { isReset, records, labels, links };
}

/** It stands after the solutions that it was written in sight of, not after the problem. */
function isLaterAttempt({ depth, column }: Slot): boolean {
  return depth === 1 && column > 1;
}

/** The answer, and how many solutions or particles ended in it where that is not one; of a bundle that led nowhere how many it holds. */
function labelOf({ answer = '', weight, source, state }: TreeNode, bundle: Bundle | undefined): string | undefined {
  if (bundle?.kind === 'ended') return `×${bundle.nodes.length}`;
  if (state !== 'finished') return undefined;
  const isDrawn = weight !== 1 && source?.decision?.share !== undefined;
  const copies = bundle === undefined ? (isDrawn ? `×${weight}` : '') : `×${bundle.nodes.length}`;
  return [shortAnswer(answer), copies].filter((part) => part !== '').join(' ');
}

function look(
  node: TreeNode,
  budget: number,
  bundle: Bundle | undefined,
): readonly [number, number, number, number, number] {
  const flags =
    (node.isChosen ? flag.chosen : 0) |
    (node.isLeader ? flag.leader : 0) |
    (node.verdict === 'right' ? flag.right : 0) |
    (node.verdict === 'wrong' ? flag.wrong : 0) |
    (node.seam === undefined ? 0 : flag.seam) |
    (node.edit === undefined ? 0 : flag.edited);
  const width = Math.round(Math.sqrt(Math.min(1, node.flow / budget)) * (widthSteps - 1));
  // How long a step will get is not known; the tip slows down as it goes.
  const progress = node.state === 'growing' ? 1 - Math.exp(-((node.source?.tokens ?? 0) + 2) / 24) : 0;
  return [bundle?.kind === 'ended' ? form.bundle : formOf(node), bucketOf(node.score), width, flags, progress];
}

function formOf(node: TreeNode): number {
  if (node.parentIndex < 0) return form.root;
  switch (node.state) {
    case 'reserved':
      return form.reserved;
    case 'growing':
      return form.growing;
    case 'waiting':
    case 'scored':
      return form.living;
    case 'kept':
      return form.river;
    case 'finished':
      return form.finished;
    case 'ahead':
      return form.ahead;
    default:
      return isDead(node.state) && node.state !== 'cut' && node.state !== 'duplicate' ? form.stub : form.twig;
  }
}

/** Characters of the longest label beside the end of a solution. */
export function longestLabel(view: TreeView): number {
  let longest = 0;
  for (const { answer = '' } of view.solutions.values()) longest = Math.max(longest, shortAnswer(answer).length);
  const counts = [...view.bundles.values()].map(({ kind, nodes }) =>
    kind === 'same' ? ` ×${nodes.length}`.length : 0,
  );
  return longest + Math.max(0, ...counts);
}

/** One line without LaTeX; a whole number and the fraction after it stay two. */
function shortAnswer(answer: string): string {
  const line = gistOf(answer.replace(/(\d)\s*\\(?=[dt]?frac)/g, '$1 \\'));
  return line.length <= 14 ? line : `${line.slice(0, 13)}…`;
}
