import type { CurvePoint } from '@/lib/experiments/report/curve-model';
import { formatParameters, formatSeconds, formatAmount } from '@/components/ui/numbers';
import { useSay } from '@/components/ui/use-language';
import { curveWords, ledgerWords, pointWords, type Say } from '@/lib/words';
import { ledgerOf, type LedgerLine } from '../curves/ledger';
import type { Origin } from '@/lib/experiments/model';

type Amount = Exclude<keyof LedgerLine, 'role' | 'name' | 'parametersM'>;

const rows: readonly Amount[] = ['prompt', 'cached', 'completion', 'tokens', 'flops', 'flopsWithoutReuse', 'calls'];
const sums: readonly Amount[] = ['tokens', 'flops', 'flopsWithoutReuse'];

/** Time is told with what else was under way meanwhile; that of a part of a search is nobody's. */
function secondsWords({ seconds = 0, searchesAtOnce }: CurvePoint['cost'], say: Say): string {
  if (!(seconds > 0)) return say(pointWords.notAtThisN);
  const time = formatSeconds(seconds);
  return searchesAtOnce === undefined
    ? time
    : say(pointWords.timeAmong, { time, count: formatAmount(Math.round(searchesAtOnce)) });
}

/** What each model read and wrote for one problem, on the mean, and how that adds up. */
export function LedgerTable({ point, origin }: { readonly point: CurvePoint; readonly origin: Origin }) {
  const say = useSay();
  const { lines, sum } = ledgerOf(point);
  /** A file that was imported writes 0 for what it does not hold. */
  const known = (amount: number | undefined) =>
    amount === undefined || (origin === 'imported' && amount === 0) ? say(curveWords.unknown) : formatAmount(amount);
  const isWhole = origin !== 'imported' || sum.prompt > 0;
  return (
    <div data-testid="ledger" data-adds-up={sum.isEqual}>
      <h3 className="text-sm font-medium text-mute">{say(pointWords.whatItCosts)}</h3>
      <table className="mt-1 w-full text-sm tabular-nums">
        <thead>
          <tr className="text-right text-xs text-mute">
            <th scope="col" className="py-1 text-left font-normal">
              {say(pointWords.modelAndSize)}
            </th>
            {lines.map((line) => (
              <th key={line.role} scope="col" className="max-w-36 py-1 pl-3 font-normal wrap-anywhere">
                {line.name}
                <span className="block">
                  {line.parametersM === undefined ? say(curveWords.unknown) : formatParameters(line.parametersM)}
                </span>
              </th>
            ))}
            {lines.length > 1 ? (
              <th scope="col" className="py-1 pl-3 align-bottom font-normal">
                {say(pointWords.together)}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((name) => {
            const isUnknown = !isWhole && sums.includes(name);
            return (
              <tr key={name} className="border-t border-line text-right">
                <th scope="row" className={`py-1 text-left font-normal ${name === 'cached' ? 'pl-3 text-mute' : ''}`}>
                  {say(ledgerWords[name])}
                </th>
                {lines.map((line) => (
                  <td key={line.role} className="py-1 pl-3">
                    {isUnknown ? say(curveWords.unknown) : known(line[name])}
                  </td>
                ))}
                {lines.length > 1 ? (
                  <td className="py-1 pl-3 font-medium">{isUnknown ? say(curveWords.unknown) : known(sum[name])}</td>
                ) : null}
              </tr>
            );
          })}
          <tr className="border-t border-line text-right">
            <th scope="row" className="py-1 text-left font-normal">
              {say(pointWords.secondsOfSearch)}
            </th>
            <td colSpan={lines.length + (lines.length > 1 ? 1 : 0)} className="py-1">
              {secondsWords(point.cost, say)}
            </td>
          </tr>
          {point.cost.price === undefined ? null : (
            <tr className="border-t border-line text-right">
              <th scope="row" className="py-1 text-left font-normal">
                {say(pointWords.price)}
              </th>
              <td colSpan={lines.length + (lines.length > 1 ? 1 : 0)} className="py-1">
                {formatAmount(point.cost.price)}
              </td>
            </tr>
          )}
        </tbody>
      </table>
      <p className="mt-1 text-xs text-mute">
        {say(pointWords.flopsAre)}
        {sum.isEqual || !isWhole ? '' : say(pointWords.doesNotAddUp)}
      </p>
    </div>
  );
}
