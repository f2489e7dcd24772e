import type { Area } from '@/lib/verifier-lab/wire';
import { labWords } from '@/lib/words';
import { formatCount } from '@/components/ui/numbers';
import { useSay } from '@/components/ui/use-language';
import { areaWords, formatArea } from './lab-words';

interface AreaTableProps {
  readonly title: string;
  /** What the rows are told apart by. */
  readonly head: string;
  readonly note?: string;
  readonly areas: readonly Area[];
}

/** Percent of the strip's width; half is chance, and what is worse than a quarter stands at the left end. */
function placeOf(value: number): number {
  return Math.max(0, (value - 0.25) / 0.75) * 100;
}

/** AUC by something: a number, its interval on a strip from 0.25 to 1 with chance marked, and counts. All are of one layout. */
export function AreaTable({ title, head, note, areas }: AreaTableProps) {
  const say = useSay();
  if (areas.length === 0) return null;
  return (
    <div className="min-w-0">
      <h3 className="text-base">{title}</h3>
      {note === undefined ? null : <p className="text-sm text-mute">{note}</p>}
      <table className="mt-1 w-full table-fixed text-sm tabular-nums">
        <thead>
          <tr className="text-left text-xs text-mute">
            <th scope="col" className="w-[30%] max-sm:w-[40%] truncate py-1 pr-3 font-normal" title={head}>
              {head}
            </th>
            <th scope="col" className="py-1 pr-3 font-normal">
              <span className="sr-only">{say(labWords.strip)}</span>
            </th>
            <th scope="col" className="w-14 py-1 pr-3 font-normal">
              {say(labWords.auc)}
            </th>
            <th scope="col" className="w-[27%] py-1 text-right font-normal whitespace-nowrap">
              {say(labWords.rightWrong)}
            </th>
          </tr>
        </thead>
        <tbody>
          {areas.map((area) => (
            <tr key={area.name} className="border-t border-line" title={areaWords(area, say)}>
              <th scope="row" className="truncate py-1 pr-3 text-left font-normal">
                {area.name}
              </th>
              <td className="pr-3">
                <Strip area={area} />
              </td>
              <td className="pr-3 font-medium">{area.value === undefined ? '–' : formatArea(area.value)}</td>
              <td className="text-right whitespace-nowrap text-mute">
                {formatCount(area.right)} : {formatCount(area.wrong)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Strip({ area: { value, interval } }: { readonly area: Area }) {
  return (
    <div aria-hidden="true" className="relative h-4">
      <div className="absolute top-0 h-full border-l border-dashed border-dim" style={{ left: `${placeOf(0.5)}%` }} />
      {value === undefined || interval === undefined ? null : (
        <>
          <div
            className="absolute top-1/2 h-0.5 -translate-y-1/2"
            style={{
              left: `${placeOf(interval.low)}%`,
              width: `${placeOf(interval.high) - placeOf(interval.low)}%`,
              background: 'var(--series-2)',
            }}
          />
          <div
            className="absolute top-1/2 size-2 -translate-1/2 rounded-full"
            style={{ left: `${placeOf(value)}%`, background: 'var(--series-2)' }}
          />
        </>
      )}
    </div>
  );
}
