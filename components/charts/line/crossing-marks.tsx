import type { ChartSeries } from '../chart-types';
import type { LineLayout } from './layout-line-chart';
import { typeSize } from './plot';
import { HaloText } from './level-lines';

interface CrossingMarksProps {
  readonly layout: LineLayout;
  readonly series: readonly ChartSeries[];
  /** The series whose crossings are written out; those of others are marks alone. */
  readonly emphasis: string | undefined;
}

/** Narrower than this, in rem, a crossing's text would cover the lines that cross. */
const roomToWrite = 28;

/** Where series pass levels: a ring on the level, its interval along it; an open end points out of the picture. */
export function CrossingMarks({ layout: { crossings, size }, series, emphasis }: CrossingMarksProps) {
  const { rem } = size;
  const end = 0.3 * rem;
  return (
    <g aria-hidden="true">
      {crossings.map(({ crossing, x, y, low, high, isOpenLow, isOpenHigh, box, isHidden }) => {
        const colour = series.find(({ id }) => id === crossing.series)?.look.colour ?? 'var(--ink)';
        const isWritten = crossing.series === emphasis;
        return (
          <g
            key={`${crossing.series} ${crossing.level}`}
            data-crossing={crossing.series}
            opacity={isWritten ? 1 : 0.75}
          >
            <path d={`M${low},${y}H${high}`} stroke={colour} strokeWidth={isWritten ? 3 : 1.5} />
            <path
              d={
                isOpenLow
                  ? `M${low + end},${y - end}L${low},${y}L${low + end},${y + end}`
                  : `M${low},${y - end}V${y + end}`
              }
              stroke={colour}
              strokeWidth={1.5}
              fill="none"
            />
            <path
              d={
                isOpenHigh
                  ? `M${high - end},${y - end}L${high},${y}L${high - end},${y + end}`
                  : `M${high},${y - end}V${y + end}`
              }
              stroke={colour}
              strokeWidth={1.5}
              fill="none"
            />
            <circle
              cx={x}
              cy={y}
              r={isWritten ? 0.42 * rem : 0.3 * rem}
              fill="var(--panel)"
              stroke={colour}
              strokeWidth={2}
            />
            {isWritten && !isHidden && size.width >= roomToWrite * rem ? (
              <HaloText x={box.x} y={box.y + box.height * 0.75} size={typeSize * rem} fill="var(--ink)">
                {crossing.label}
              </HaloText>
            ) : null}
          </g>
        );
      })}
    </g>
  );
}
