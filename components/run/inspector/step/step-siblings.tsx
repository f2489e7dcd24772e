import type { NodeId } from '@/lib/search';
import { gistOf, scoresOfTries, siblingsOf, stateName, isDead, type TreeNode, type TreeView } from '@/lib/tree';
import { stepWords } from '@/lib/words';
import { formatCount } from '@/components/ui/numbers';
import { scoreColor, scoreInk } from '@/components/ui/score';
import { useSay } from '@/components/ui/use-language';
import { Section } from '../section';
import { triesOf } from './tries';

/** Longest list that is shown whole; of more different tries the best ones and the chosen one. */
const most = 12;

interface StepSiblingsProps {
  readonly view: TreeView;
  readonly node: TreeNode;
  readonly onNodeSelect: (node: NodeId) => void;
}

/** The other tries from the same parent as bars, best first; those that say the same as one. */
export function StepSiblings({ view, node, onNodeSelect }: StepSiblingsProps) {
  const say = useSay();
  const tries = siblingsOf(view, node);
  if (tries.length < 2) return null;
  const written = scoresOfTries(view, tries);
  const ranked = triesOf(tries, node);
  const shown = ranked.slice(0, most);
  const own = ranked.find(({ nodes }) => nodes.includes(node));
  if (own !== undefined && !shown.includes(own)) shown.splice(most - 1, 1, own);
  return (
    <Section
      title={say(stepWords.tries, { count: tries.length })}
      aside={
        ranked.length > most ? (
          <span className="text-xs text-mute">{say(stepWords.bestShown, { most })}</span>
        ) : undefined
      }
    >
      <ol
        className="flex flex-col gap-1.5"
        aria-label={say(stepWords.triesLabel, { count: formatCount(tries.length) })}
      >
        {shown.map(({ node: each, nodes }) => (
          <li key={each.id}>
            <button
              type="button"
              aria-current={each.id === node.id}
              onClick={() => onNodeSelect(each.id)}
              className="group -mx-2 grid w-[calc(100%+1rem)] grid-cols-[3.6rem_1fr] items-center gap-x-2 rounded-md px-2 py-1 text-left text-sm hover:bg-ink/5"
            >
              <span
                className="font-medium tabular-nums"
                style={each.score === undefined ? undefined : { color: scoreInk(each.score) }}
              >
                {each.score === undefined ? '–' : written(each.score)}
              </span>
              <span className="min-w-0">
                <span
                  aria-hidden="true"
                  className="block h-1.5 rounded-full"
                  style={{
                    width: `${Math.max(2, (each.score ?? 0) * 100)}%`,
                    background: each.score === undefined ? 'var(--dim)' : scoreColor(each.score),
                    opacity: isDead(each.state) ? 0.55 : 1,
                  }}
                />
                <span
                  className={`flex items-baseline gap-2 ${each.id === node.id ? 'font-medium' : isDead(each.state) ? 'text-mute' : ''}`}
                >
                  <span className="truncate">{gistOf(each.source?.text ?? '')}</span>
                  {nodes.length > 1 ? (
                    <span className="shrink-0 text-xs font-normal text-mute">× {nodes.length}</span>
                  ) : null}
                  <span className="ml-auto shrink-0 text-xs font-normal text-mute">{stateName(each, say)}</span>
                </span>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </Section>
  );
}
