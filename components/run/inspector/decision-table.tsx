import { Fragment } from 'react';
import type { Fate, NodeId } from '@/lib/search';
import { gistOf, nodeLabel } from '@/lib/tree';
import { formatScore, plural } from '@/components/ui/numbers';
import { scoreInk } from '@/components/ui/score';
import type { Card, CardRow } from './decision-card-model';

interface DecisionTableProps {
  readonly card: Card;
  readonly chosen: NodeId;
  readonly onNodeSelect: (node: NodeId) => void;
}

const tieWords: Readonly<Record<NonNullable<CardRow['tie']>, string>> = {
  'last-score': 'tied; lower last score',
  turn: 'tied; its parent had its turn',
  lot: 'tied; drawn by lot',
};

const fateWords: Readonly<Record<Fate, string>> = {
  kept: 'kept',
  finished: 'finished',
  cut: 'cut',
  duplicate: 'duplicate',
  empty: 'ended: no text',
  truncated: 'ended: token limit',
  dropped: 'lost',
  waiting: 'waits',
  stopped: 'stopped',
  unscored: 'unscored',
};

/** The candidates in their order, the line between those that live and those that were cut. */
export function DecisionTable({ card: { rows, line }, chosen, onNodeSelect }: DecisionTableProps) {
  const lineAfter =
    line === undefined ? -1 : rows.findLastIndex(({ fate, rank }) => fate === 'kept' && rank !== undefined);
  const hasShares = rows.some(({ share }) => share !== undefined);
  const hasTies = rows.some(({ tie }) => tie !== undefined);
  const columns = 5 + Number(hasShares);
  return (
    <table className="mt-3 w-full text-sm tabular-nums">
      <thead>
        <tr className="text-left text-xs text-mute">
          <th scope="col" className="py-1 pr-2 text-right font-normal">
            rank
          </th>
          <th scope="col" className="py-1 font-normal">
            step
          </th>
          <th scope="col" className="py-1 text-right font-normal">
            score
          </th>
          {hasShares ? (
            <th scope="col" className="py-1 text-right font-normal">
              share
            </th>
          ) : null}
          <th scope="col" className="py-1 pl-4 font-normal">
            got
          </th>
          <th scope="col" className="py-1 pl-4 font-normal max-sm:hidden">
            says
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          <Fragment key={row.node}>
            <tr
              data-node={row.node}
              aria-current={row.node === chosen}
              className={`border-t border-line align-top ${row.node === chosen ? 'font-medium' : ''} ${row.fate === 'cut' ? 'text-mute' : ''}`}
            >
              <td className="py-1 pr-2 text-right">{row.rank ?? ''}</td>
              <th scope="row" className="py-1 text-left font-normal whitespace-nowrap">
                <button type="button" className="link" onClick={() => onNodeSelect(row.node)}>
                  {nodeLabel(row.node)}
                </button>
                {row.duplicates.length === 0 ? null : (
                  <span
                    className="ml-1.5 text-xs text-mute"
                    title={`The same text as ${row.duplicates.map(nodeLabel).join(', ')}`}
                  >
                    × {row.duplicates.length + 1}
                  </span>
                )}
              </th>
              <td
                className="py-1 text-right"
                style={row.value === undefined ? undefined : { color: scoreInk(row.value) }}
              >
                {row.value === undefined ? '–' : formatScore(row.value)}
                {hasTies && row.lastScore !== undefined ? (
                  <span className="block text-xs text-mute" title="Score of its last step">
                    last {formatScore(row.lastScore)}
                  </span>
                ) : null}
              </td>
              {hasShares ? (
                <td className="py-1 text-right">
                  {row.share === undefined ? '' : `${(100 * row.share).toFixed(1)} %`}
                </td>
              ) : null}
              <td className="py-1 pl-4">
                {gotWords(row)}
                {row.tie === undefined ? null : <span className="block text-xs text-mute">{tieWords[row.tie]}</span>}
              </td>
              <td className="max-w-72 truncate py-1 pl-4 max-sm:hidden">{gistOf(row.text)}</td>
            </tr>
            {i === lineAfter && line !== undefined ? (
              <tr data-testid="line">
                <td colSpan={columns} className="border-t-2 border-dashed border-mute py-0.5 text-xs text-mute">
                  the line, at {formatScore(line)}
                </td>
              </tr>
            ) : null}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

function gotWords({ fate, children, weight, duplicates, isByHand }: CardRow): string {
  const hand = isByHand ? ', by hand' : '';
  if (children !== undefined)
    return `${fateWords[fate]}, ${plural(children, 'continuation')}${duplicates.length > 0 ? ', the places of its duplicates too' : ''}${hand}`;
  if (fate === 'finished' && weight !== undefined) return `${fateWords[fate]}, ${plural(weight, 'vote')}`;
  return `${fateWords[fate]}${hand}`;
}
