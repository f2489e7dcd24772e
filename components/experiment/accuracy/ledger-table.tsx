import type { CurvePoint } from '@/lib/experiments/report/curve-model';
import { formatParameters, formatSeconds, formatAmount } from '@/components/ui/numbers';
import { ledgerOf, type LedgerLine } from '../curves/ledger';
import type { Origin } from '@/lib/experiments/model';

/** Time is told with what else was under way meanwhile; that of a part of a search is nobody's. */
function secondsWords({ seconds = 0, searchesAtOnce }: CurvePoint['cost']): string {
  if (!(seconds > 0)) return 'not measured at this n';
  return `${formatSeconds(seconds)}${searchesAtOnce === undefined ? '' : `, about ${formatAmount(Math.round(searchesAtOnce))} searches at once`}`;
}

/** What each model read and wrote for one problem, on the mean, and how that adds up. */
export function LedgerTable({ point, origin }: { readonly point: CurvePoint; readonly origin: Origin }) {
  const { lines, sum } = ledgerOf(point);
  /** A file that was imported writes 0 for what it does not hold. */
  const known = (amount: number | undefined) =>
    amount === undefined || (origin === 'imported' && amount === 0) ? 'unknown' : formatAmount(amount);
  const isWhole = origin !== 'imported' || sum.prompt > 0;
  const rows: readonly (readonly [
    string,
    (
      line: Pick<LedgerLine, 'calls' | 'prompt' | 'cached' | 'completion' | 'tokens' | 'flops' | 'flopsWithoutReuse'>,
    ) => number | undefined,
  ])[] = [
    ['Tokens read', ({ prompt }) => prompt],
    ['of those cached', ({ cached }) => cached],
    ['Tokens written', ({ completion }) => completion],
    ['All tokens', ({ tokens }) => tokens],
    ['FLOPs', ({ flops }) => flops],
    ['FLOPs without reuse', ({ flopsWithoutReuse }) => flopsWithoutReuse],
    ['Calls', ({ calls }) => calls],
  ];
  const sums = new Set(['All tokens', 'FLOPs', 'FLOPs without reuse']);
  return (
    <div data-testid="ledger" data-adds-up={sum.isEqual}>
      <h3 className="text-sm font-medium text-mute">What a problem costs, on the mean</h3>
      <table className="mt-1 w-full text-sm tabular-nums">
        <thead>
          <tr className="text-right text-xs text-mute">
            <th scope="col" className="py-1 text-left font-normal">
              Model, parameters
            </th>
            {lines.map((line) => (
              <th key={line.role} scope="col" className="max-w-36 py-1 pl-3 font-normal wrap-anywhere">
                {line.name}
                <span className="block">
                  {line.parametersM === undefined ? 'unknown' : formatParameters(line.parametersM)}
                </span>
              </th>
            ))}
            {lines.length > 1 ? (
              <th scope="col" className="py-1 pl-3 align-bottom font-normal">
                together
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, amount]) => {
            const isUnknown = !isWhole && sums.has(name);
            return (
              <tr key={name} className="border-t border-line text-right">
                <th
                  scope="row"
                  className={`py-1 text-left font-normal ${name === 'of those cached' ? 'pl-3 text-mute' : ''}`}
                >
                  {name}
                </th>
                {lines.map((line) => (
                  <td key={line.role} className="py-1 pl-3">
                    {isUnknown ? 'unknown' : known(amount(line))}
                  </td>
                ))}
                {lines.length > 1 ? (
                  <td className="py-1 pl-3 font-medium">{isUnknown ? 'unknown' : known(amount(sum))}</td>
                ) : null}
              </tr>
            );
          })}
          <tr className="border-t border-line text-right">
            <th scope="row" className="py-1 text-left font-normal">
              Seconds of search
            </th>
            <td colSpan={lines.length + (lines.length > 1 ? 1 : 0)} className="py-1">
              {secondsWords(point.cost)}
            </td>
          </tr>
          {point.cost.price === undefined ? null : (
            <tr className="border-t border-line text-right">
              <th scope="row" className="py-1 text-left font-normal">
                Price
              </th>
              <td colSpan={lines.length + (lines.length > 1 ? 1 : 0)} className="py-1">
                {formatAmount(point.cost.price)}
              </td>
            </tr>
          )}
        </tbody>
      </table>
      <p className="mt-1 text-xs text-mute">
        FLOPs = 2 × parameters × (read − cached + written); without reuse nothing is taken off.
        {sum.isEqual || !isWhole
          ? ''
          : ' These lines do not add up to the curve’s own amounts: several methods share this point.'}
      </p>
    </div>
  );
}
