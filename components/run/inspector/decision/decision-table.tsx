import { Fragment } from 'react';
import { scoresApart } from '@/lib/base';
import type { NodeId } from '@/lib/search';
import { gistOf, nodeLabel } from '@/lib/tree';
import { decisionWords, fateTitles, type Say, type Text } from '@/lib/words';
import { formatCount, formatShare } from '@/components/ui/numbers';
import { scoreInk } from '@/components/ui/score';
import { Said } from '@/components/ui/said';
import { useSay } from '@/components/ui/use-language';
import type { Card, CardRow } from './decision-card-model';
import { NodeLinks } from '../node-links';

/** Duplicates that are named. */
const mostNamed = 64;

interface DecisionTableProps {
  readonly card: Card;
  readonly chosen: NodeId;
  readonly onNodeSelect: (node: NodeId) => void;
}

const tieTitles: Readonly<Record<NonNullable<CardRow['tie']>, Text>> = {
  'last-score': decisionWords.tiedLastScore,
  turn: decisionWords.tiedTurn,
  lot: decisionWords.tiedLot,
};

/** The candidates in their order, the line between those that live and those that were cut. */
export function DecisionTable({ card: { rows, line }, chosen, onNodeSelect }: DecisionTableProps) {
  const say = useSay();
  const lineAfter =
    line === undefined ? -1 : rows.findLastIndex(({ fate, rank }) => fate === 'kept' && rank !== undefined);
  const hasShares = rows.some(({ share }) => share !== undefined);
  const written = scoresWritten(rows, line);
  const hasTies = rows.some(({ tie }) => tie !== undefined);
  const columns = 5 + Number(hasShares);
  return (
    <table className="mt-3 w-full text-sm tabular-nums">
      <thead>
        <tr className="text-left text-xs text-mute">
          <th scope="col" className="py-1 pr-2 text-right font-normal">
            {say(decisionWords.rank)}
          </th>
          <th scope="col" className="py-1 font-normal">
            {say(decisionWords.step)}
          </th>
          <th scope="col" className="py-1 pl-3 text-right font-normal">
            {say(decisionWords.score)}
          </th>
          {hasShares ? (
            <th scope="col" className="py-1 pl-3 text-right font-normal">
              {say(decisionWords.share)}
            </th>
          ) : null}
          <th scope="col" className="py-1 pl-4 font-normal">
            {say(decisionWords.got)}
          </th>
          <th scope="col" className="py-1 pl-4 font-normal max-sm:hidden">
            {say(decisionWords.says)}
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
                  <details
                    className="ml-1.5 inline-block max-w-44 align-top text-xs text-mute"
                    data-testid="duplicates"
                  >
                    <summary aria-label={say(decisionWords.duplicatesOf, { count: row.duplicates.length })}>
                      × {row.duplicates.length + 1}
                    </summary>
                    <span className="whitespace-normal">
                      <Said
                        text={decisionWords.sameText}
                        parts={{
                          steps: <NodeLinks nodes={row.duplicates} most={mostNamed} onNodeSelect={onNodeSelect} />,
                        }}
                      />
                    </span>
                  </details>
                )}
              </th>
              <td
                className="py-1 pl-3 text-right"
                style={row.value === undefined ? undefined : { color: scoreInk(row.value) }}
              >
                {row.value === undefined ? '–' : written(row.value)}
                {hasTies && row.lastScore !== undefined ? (
                  <span className="block text-xs text-mute" title={say(decisionWords.lastScore)}>
                    {say(decisionWords.last, { score: written(row.lastScore) })}
                  </span>
                ) : null}
              </td>
              {hasShares ? (
                <td className="py-1 pl-3 text-right">{row.share === undefined ? '' : formatShare(row.share)}</td>
              ) : null}
              <td className="py-1 pl-4">
                {gotWords(row, say)}
                {row.tie === undefined ? null : (
                  <span className="block text-xs text-mute">{say(tieTitles[row.tie])}</span>
                )}
              </td>
              <td className="max-w-72 truncate py-1 pl-4 max-sm:hidden">{gistOf(row.text)}</td>
            </tr>
            {i === lineAfter && line !== undefined ? (
              <tr data-testid="line">
                <td colSpan={columns} className="border-t-2 border-dashed border-mute py-0.5 text-xs text-mute">
                  {say(decisionWords.line, { score: written(line) })}
                </td>
              </tr>
            ) : null}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

/** Kept and cut apart, and where their values are equal, their last scores. */
function scoresWritten(rows: Card['rows'], line: number | undefined): (score: number) => string {
  const sides = (all: Card['rows'], scoreOf: (row: CardRow) => number | undefined) => {
    const scoresWith = (fate: CardRow['fate']) => all.flatMap((row) => (row.fate === fate ? (scoreOf(row) ?? []) : []));
    return { kept: scoresWith('kept'), cut: scoresWith('cut') };
  };
  const { kept, cut } = sides(rows, ({ value }) => value);
  const tied = rows.filter(({ value }) => value !== undefined && value === line);
  return scoresApart(
    { kept: line === undefined ? kept : [...kept, line], cut },
    sides(tied, ({ lastScore }) => lastScore),
  );
}

function gotWords({ fate: name, children, weight, duplicates, isByHand }: CardRow, say: Say): string {
  const fate = say(fateTitles[name]);
  const hand = isByHand ? say(decisionWords.byHand) : '';
  if (children !== undefined) {
    const got = say(decisionWords.withContinuations, { fate, count: formatCount(children) });
    return `${got}${duplicates.length > 0 ? say(decisionWords.placesToo) : ''}${hand}`;
  }
  if (name === 'finished' && weight !== undefined)
    return say(decisionWords.withVotes, { fate, count: formatCount(weight) });
  return `${fate}${hand}`;
}
