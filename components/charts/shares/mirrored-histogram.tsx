'use client';

import { scaleLinear } from 'd3';
import { useId } from 'react';
import { chartWords } from '@/lib/words';
import { useSay } from '@/components/ui/use-language';

interface MirroredHistogramProps {
  /** Counts over [0, 1] in bins of equal width, as many in both. */
  readonly above: { readonly name: string; readonly counts: readonly number[]; readonly colour: string };
  readonly below: { readonly name: string; readonly counts: readonly number[]; readonly colour: string };
  readonly size: { readonly width: number; readonly rem: number };
  readonly title: string;
  readonly xLabel: string;
}

const ticks = [0, 0.25, 0.5, 0.75, 1];

/** Two histograms over the same axis, one up and one down; each as parts of its own sum, so that shapes can be compared. */
export function MirroredHistogram({ above, below, size: { width, rem }, title, xLabel }: MirroredHistogramProps) {
  const say = useSay();
  const id = useId();
  const half = 9 * rem;
  const [left, top] = [0.4 * rem, 1.6 * rem];
  const inner = Math.min(width - 0.8 * rem, 34 * rem);
  const middle = top + half;
  const height = middle + half + 3 * rem;
  const x = scaleLinear([0, 1], [left, left + inner]);
  const sums = [sumOf(above.counts), sumOf(below.counts)] as const;
  const highest = Math.max(
    ...above.counts.map((count) => count / Math.max(1, sums[0])),
    ...below.counts.map((count) => count / Math.max(1, sums[1])),
    Number.EPSILON,
  );
  const bins = above.counts.length;
  const barsOf = (counts: readonly number[], sum: number, sign: 1 | -1, colour: string) =>
    counts.map((count, bin) => {
      const tall = (count / Math.max(1, sum) / highest) * (half - 0.4 * rem);
      return (
        <rect
          key={bin}
          x={x(bin / bins) + 1}
          width={Math.max(1, inner / bins - 2)}
          y={sign > 0 ? middle - tall : middle}
          height={tall}
          fill={colour}
        >
          <title>
            {say(chartWords.bin, { from: (bin / bins).toFixed(2), to: ((bin + 1) / bins).toFixed(2), count })}
          </title>
        </rect>
      );
    });
  const wordsOf = ({ name, counts }: MirroredHistogramProps['above']) =>
    `${name}: ${counts.map((count, bin) => `${(bin / bins).toFixed(2)} ${count}`).join(', ')}`;
  return (
    <svg
      width={inner + 2 * left}
      height={height}
      viewBox={`0 0 ${inner + 2 * left} ${height}`}
      role="img"
      aria-label={title}
      aria-describedby={id}
      className="mx-auto block max-w-full"
    >
      <desc id={id}>{`${wordsOf(above)}; ${wordsOf(below)}`}</desc>
      {barsOf(above.counts, sums[0], 1, above.colour)}
      {barsOf(below.counts, sums[1], -1, below.colour)}
      <line x1={left} x2={left + inner} y1={middle} y2={middle} stroke="var(--mute)" />
      <g fontSize={0.78 * rem} fill="var(--ink)">
        <text x={left} y={0.9 * rem}>
          {`↑ ${above.name} · ${sums[0].toLocaleString('en')}`}
        </text>
        <text x={left} y={middle + half + 0.6 * rem}>
          {`↓ ${below.name} · ${sums[1].toLocaleString('en')}`}
        </text>
      </g>
      <g fontSize={0.78 * rem} fill="var(--mute)">
        {ticks.map((tick) => (
          <text
            key={tick}
            x={x(tick)}
            y={middle + half + 1.8 * rem}
            textAnchor={tick === 0 ? 'start' : tick === 1 ? 'end' : 'middle'}
          >
            {tick}
          </text>
        ))}
        <text x={left + inner / 2} y={middle + half + 2.8 * rem} textAnchor="middle">
          {xLabel}
        </text>
      </g>
    </svg>
  );
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
