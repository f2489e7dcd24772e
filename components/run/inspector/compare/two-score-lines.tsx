const width = 320;
const height = 56;

interface TwoScoreLinesProps {
  /** In the order of the steps; undefined where there is none. */
  readonly left: readonly (number | undefined)[];
  readonly right: readonly (number | undefined)[];
}

/** Scores along two paths, from 0 at the bottom to 1 at the top: the left one drawn through, the right one dashed. The numbers stand beside the steps. */
export function TwoScoreLines({ left, right }: TwoScoreLinesProps) {
  const steps = Math.max(left.length, right.length);
  if (steps < 2) return null;
  return (
    <svg
      aria-hidden="true"
      data-testid="two-score-lines"
      viewBox={`-6 -6 ${width + 12} ${height + 12}`}
      className="h-20 w-full max-w-md"
      preserveAspectRatio="xMinYMid meet"
    >
      <path d={`M0 ${height}H${width}M0 0H${width}`} stroke="var(--line)" />
      <Line scores={left} steps={steps} />
      <Line scores={right} steps={steps} isDashed />
    </svg>
  );
}

function Line({
  scores,
  steps,
  isDashed = false,
}: {
  readonly scores: readonly (number | undefined)[];
  readonly steps: number;
  readonly isDashed?: boolean;
}) {
  const points = scores.flatMap((score, i) =>
    score === undefined ? [] : [{ x: (i * width) / (steps - 1), y: (1 - score) * height }],
  );
  if (points.length === 0) return null;
  return (
    <>
      <path
        d={`M${points.map(({ x, y }) => `${x} ${y}`).join('L')}`}
        fill="none"
        stroke={isDashed ? 'var(--mute)' : 'var(--ink)'}
        strokeWidth={isDashed ? 1.5 : 2}
        strokeDasharray={isDashed ? '5 4' : undefined}
      />
      {points.map(({ x, y }) =>
        isDashed ? (
          <rect key={x} x={x - 2.5} y={y - 2.5} width={5} height={5} fill="var(--mute)" />
        ) : (
          <circle key={x} cx={x} cy={y} r={3} fill="var(--ink)" />
        ),
      )}
    </>
  );
}
