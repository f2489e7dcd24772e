'use client';

import { selectionNames, strategyOf } from '@/lib/search';
import { Term } from '@/components/app/term';
import { Said } from '@/components/ui/said';
import { useSay } from '@/components/ui/use-language';
import { curveWords, pointWords } from '@/lib/words';
import { KeyLine } from '@/components/charts/figure/figure';
import type { MethodRow, SeriesView } from '../curves/series-view';
import { computeOptimal, shortReadingTitle, type Reading } from '../curves/words';

/** What reads most of the scores comes first, what none of them can reach last. */
const order: readonly Reading[] = [...selectionNames.toReversed(), 'oracle'];

interface LegendMatrixProps {
  readonly rows: readonly MethodRow[];
  readonly shown: readonly SeriesView[];
  readonly onToggle: (ids: readonly string[], isOn: boolean) => void;
  /** Shows the lines that are shown when nothing is said; undefined while they are. */
  readonly onReset: (() => void) | undefined;
}

/** Strategies down, selections across: what each line looks like, and whether it is shown. */
export function LegendMatrix({ rows, shown, onToggle, onReset }: LegendMatrixProps) {
  const say = useSay();
  const used = order.filter((reading) => rows.some(({ readings }) => readings[reading] !== undefined));
  const isShown = (each: SeriesView) => shown.includes(each);
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="legend-title" className="panel min-w-0 p-4" data-testid="legend">
      <div className="mb-2 flex items-baseline justify-between gap-3">
        <h2 id="legend-title" className="text-base">
          {say(pointWords.lines)}
        </h2>
        {onReset === undefined ? null : (
          <button type="button" className="link text-sm text-mute" onClick={onReset}>
            {say(pointWords.usualOnes)}
          </button>
        )}
      </div>
      <table className="w-full table-fixed border-separate border-spacing-1 text-sm">
        <thead>
          <tr className="text-xs text-mute">
            <th scope="col" className="w-[30%] text-left font-normal">
              {say(pointWords.strategy)}
            </th>
            {used.map((reading) => {
              const column = rows.flatMap((row) => {
                const own = row.readings[reading];
                return own === undefined || isOneAnswer(row) || own.series.strategy === computeOptimal ? [] : [own];
              });
              const isOn = column.length > 0 && column.every(isShown);
              return (
                <th key={reading} scope="col" className="font-normal">
                  <button
                    type="button"
                    className="min-h-6 min-w-6 rounded px-1 hover:text-ink"
                    aria-pressed={isOn}
                    title={say(pointWords.toggleSelection)}
                    onClick={() =>
                      onToggle(
                        column.map(({ series }) => series.id),
                        !isOn,
                      )
                    }
                  >
                    {say(shortReadingTitle(reading))}
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" className="text-left font-normal">
                <RowHead row={row} isShown={isShown} onToggle={onToggle} />
              </th>
              {isOneAnswer(row) ? (
                // Of one answer there is nothing to select.
                <td colSpan={used.length} className="p-0 text-center">
                  {Object.values(row.readings).map((own) => (
                    <LineToggle
                      key={own.series.id}
                      own={own}
                      isOn={isShown(own)}
                      onToggle={(isOn) => onToggle([own.series.id], isOn)}
                    />
                  ))}
                </td>
              ) : (
                used.map((reading) => {
                  const own = row.readings[reading];
                  return (
                    <td key={reading} className="p-0 text-center">
                      {own === undefined ? (
                        <span className="text-xs text-mute" aria-label={say(pointWords.doesNotApply)}>
                          –
                        </span>
                      ) : (
                        <LineToggle
                          own={own}
                          isOn={isShown(own)}
                          onToggle={(isOn) => onToggle([own.series.id], isOn)}
                        />
                      )}
                    </td>
                  );
                })
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-2 text-xs text-mute">
        <Said text={pointWords.aboutAnyOfN} parts={{ anyOfN: <Term name="any-of-n">{say(curveWords.anyOfN)}</Term> }} />
      </p>
    </section>
  );
}

/** The strategy knows no budget: it has one answer, and one line. */
function isOneAnswer({ readings }: MethodRow): boolean {
  const [own, ...others] = Object.values(readings);
  if (own === undefined || others.length > 0 || own.series.strategy === computeOptimal) return false;
  return !strategyOf(own.series.strategy).settings.includes('n');
}

function RowHead({
  row,
  isShown,
  onToggle,
}: {
  readonly row: MethodRow;
  readonly isShown: (each: SeriesView) => boolean;
  readonly onToggle: LegendMatrixProps['onToggle'];
}) {
  const say = useSay();
  const own = Object.values(row.readings);
  const isOn = own.every(isShown);
  return (
    <button
      type="button"
      className="rounded text-left hover:underline"
      aria-pressed={isOn}
      title={say(pointWords.toggleStrategy)}
      onClick={() =>
        onToggle(
          own.map(({ series }) => series.id),
          !isOn,
        )
      }
    >
      {row.title}
      {row.note === undefined ? null : <span className="block text-xs wrap-anywhere text-mute">{row.note}</span>}
    </button>
  );
}

function LineToggle({
  own,
  isOn,
  onToggle,
}: {
  readonly own: SeriesView;
  readonly isOn: boolean;
  readonly onToggle: (isOn: boolean) => void;
}) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      aria-label={own.name}
      title={own.name}
      onClick={() => onToggle(!isOn)}
      className={`grid h-8 w-full place-items-center rounded-md border ${isOn ? 'border-mute bg-ink/8' : 'border-line opacity-45 hover:opacity-80'}`}
    >
      <svg aria-hidden="true" width="36" height="14" viewBox="-1 -7 36 14">
        <KeyLine look={own.look} rem={15} />
      </svg>
    </button>
  );
}
