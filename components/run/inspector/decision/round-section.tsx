import type { NodeId } from '@/lib/search';
import { nodeLabel, scoresIn, stateName, type TreeNode, type TreeView } from '@/lib/tree';
import { decisionWords, fateTitles, fateWords, type Say } from '@/lib/words';
import { formatCount, formatShare } from '@/components/ui/numbers';
import { useSay } from '@/components/ui/use-language';
import { Facts } from '../facts';
import { amountWords, measureTitle } from '../measures';
import { Section } from '../section';

/** Candidates shown; of more the largest shares and the chosen one. */
const most = 12;

interface RoundSectionProps {
  readonly view: TreeView;
  readonly node: TreeNode;
  readonly onNodeSelect: (node: NodeId) => void;
}

/** How the places of the node's round were shared out, and the numbers that the rule went by; nothing where nothing is shared. */
export function RoundSection({ view, node, onNodeSelect }: RoundSectionProps) {
  const say = useSay();
  const round = view.state.groups[node.group]?.rounds[node.round];
  if (round === undefined || !round.isDecided) return null;
  const candidates = round.nodes
    .flatMap((id) => view.nodes.get(id) ?? [])
    .filter(({ source }) => source?.decision?.share !== undefined)
    .toSorted((a, b) => shareOf(b) - shareOf(a));
  const measures = Object.entries(round.measures);
  if (candidates.length === 0 && measures.length === 0) return null;
  const left = 1 - candidates.reduce((sum, each) => sum + shareOf(each), 0);
  const written = scoresIn(view, node);
  const shown = candidates.slice(0, most);
  if (candidates.includes(node) && !shown.includes(node)) shown.splice(most - 1, 1, node);
  return (
    <Section
      title={say(candidates.length > 0 ? decisionWords.sharedOut : decisionWords.decidedBy, { round: round.round + 1 })}
      aside={
        candidates.length > most ? (
          <span className="text-xs text-mute">{say(decisionWords.largestShown, { most })}</span>
        ) : undefined
      }
    >
      <div data-testid="round">
        {measures.length === 0 ? null : (
          <Facts facts={measures.map(([name, value]) => [measureTitle(name, say), amountWords(value)] as const)} />
        )}
        {candidates.length === 0 ? null : (
          <table className="mt-2 w-full text-sm tabular-nums">
            <thead>
              <tr className="text-left text-xs text-mute">
                <th scope="col" className="py-1 font-normal">
                  {say(decisionWords.stepTitle)}
                </th>
                <th scope="col" className="py-1 text-right font-normal">
                  {say(decisionWords.score)}
                </th>
                <th scope="col" className="py-1 text-right font-normal">
                  {say(decisionWords.share)}
                </th>
                <th scope="col" className="py-1 pl-4 font-normal">
                  {say(decisionWords.got)}
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((each) => (
                <tr key={each.id} className={`border-t border-line ${each.id === node.id ? 'font-medium' : ''}`}>
                  <th scope="row" className="py-1 text-left font-normal">
                    <button type="button" className="link" onClick={() => onNodeSelect(each.id)}>
                      {nodeLabel(each.id)}
                    </button>
                  </th>
                  <td className="py-1 text-right">{each.value === undefined ? '–' : written(each.value)}</td>
                  <td className="py-1 text-right">{formatShare(shareOf(each))}</td>
                  <td className="py-1 pl-4 text-mute">{gotOf(each, say)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {candidates.length > 0 && left > 0.005 ? (
          <p className="mt-1 text-xs text-mute">{say(decisionWords.toEarlier, { percent: (100 * left).toFixed(1) })}</p>
        ) : null}
      </div>
    </Section>
  );
}

function shareOf({ source }: TreeNode): number {
  return source?.decision?.share ?? 0;
}

/** As it was decided in this round; what became of a solution's votes later stands with the solution. */
function gotOf(node: TreeNode, say: Say): string {
  const { children, weight } = node.source?.decision ?? {};
  if (children !== undefined) return say(fateWords.continuations, { count: formatCount(children) });
  return weight === undefined
    ? stateName(node, say)
    : say(decisionWords.withVotes, { fate: say(fateTitles.finished), count: formatCount(weight) });
}
