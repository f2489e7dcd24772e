import { scoreColor } from '@/components/ui/score';

const height = 28;
const gap = 22;

interface ScoreLineProps {
  /** In the order of the steps; undefined where there is none. */
  readonly scores: readonly (number | undefined)[];
  /** Place of the chosen step. */
  readonly at: number;
}

/** Scores along a path as a line from 0 at the bottom to 1 at the top; the numbers stand in the list beside it. */
export function ScoreLine({ scores, at }: ScoreLineProps) {
  const points = scores.flatMap((score, i) => (score === undefined ? [] : [{ i, score, x: i * gap, y: yOf(score) }]));
  if (points.length < 2) return null;
  return (
    <svg
      aria-hidden="true"
      data-testid="score-line"
      viewBox={`-6 -6 ${(scores.length - 1) * gap + 12} ${height + 12}`}
      className="mb-1 h-10 max-w-full"
      preserveAspectRatio="xMinYMid meet"
    >
      <path d={`M0 ${height}H${(scores.length - 1) * gap}`} stroke="var(--line)" />
      <path d={`M${points.map(({ x, y }) => `${x} ${y}`).join('L')}`} fill="none" stroke="var(--mute)" />
      {points.map(({ i, score, x, y }) => (
        <circle
          key={i}
          cx={x}
          cy={y}
          r={i === at ? 4 : 2.5}
          fill={scoreColor(score)}
          stroke={i === at ? 'var(--ink)' : 'none'}
        />
      ))}
    </svg>
  );
}

function yOf(score: number): number {
  return (1 - score) * height;
}
