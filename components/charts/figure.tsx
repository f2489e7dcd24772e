import type { ReactNode } from 'react';
import type { Look } from './chart-types';
import { Mark } from './mark';
import { textWidth, wrapText } from './text-width';

export interface FigureKey {
  readonly name: string;
  readonly look: Look;
}

interface FigureProps {
  readonly width: number;
  readonly rem: number;
  readonly title: string;
  /** Sentences under the picture: what is shown, of what, and how it was made. */
  readonly caption: readonly string[];
  readonly keys: readonly FigureKey[];
  readonly body: { readonly height: number; readonly picture: ReactNode };
}

const typeface = "Geist, 'Helvetica Neue', Arial, sans-serif";

/** A picture to print: title, chart, legend and caption in one drawing that needs nothing around it. */
export function Figure({ width, rem, title, caption, keys, body }: FigureProps) {
  const pad = 1.5 * rem;
  const inner = width - 2 * pad;
  const legend = keyRows(keys, rem, inner);
  const lines = caption.flatMap((sentence) => wrapText(sentence, 0.8 * rem, inner));
  const titleLines = wrapText(title, 1.25 * rem, inner);
  const bodyTop = pad + titleLines.length * 1.6 * rem + 0.6 * rem;
  const legendTop = bodyTop + body.height + 0.8 * rem;
  const captionTop = legendTop + legend.length * 1.5 * rem + 0.6 * rem;
  const height = captionTop + lines.length * 1.15 * rem + pad * 0.6;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      fontFamily={typeface}
      role="img"
      aria-label={title}
    >
      <rect width={width} height={height} fill="var(--panel)" />
      {titleLines.map((line, i) => (
        <text
          key={line}
          x={pad}
          y={pad + (i + 0.75) * 1.6 * rem}
          fontSize={1.25 * rem}
          fontWeight={600}
          fill="var(--ink)"
        >
          {line}
        </text>
      ))}
      <g transform={`translate(${pad},${bodyTop})`}>{body.picture}</g>
      {legend.flatMap((row, i) =>
        row.map(({ key, x }) => (
          <g key={key.name} transform={`translate(${pad + x},${legendTop + (i + 0.5) * 1.5 * rem})`}>
            <KeyLine look={key.look} rem={rem} />
            <text x={2.7 * rem} dy="0.34em" fontSize={0.85 * rem} fill="var(--ink)">
              {key.name}
            </text>
          </g>
        )),
      )}
      {lines.map((line, i) => (
        <text
          key={`${i} ${line}`}
          x={pad}
          y={captionTop + (i + 0.8) * 1.15 * rem}
          fontSize={0.8 * rem}
          fill="var(--mute)"
        >
          {line}
        </text>
      ))}
    </svg>
  );
}

/** A piece of a series' line with its mark, 2.2 rem wide, centred on y = 0. */
export function KeyLine({ look, rem }: { readonly look: Look; readonly rem: number }) {
  return (
    <>
      <line
        x2={2.2 * rem}
        stroke={look.colour}
        strokeWidth={0.15 * rem}
        strokeDasharray={look.dash}
        strokeLinecap="round"
      />
      <Mark look={look} x={1.1 * rem} y={0} radius={0.27 * rem} />
    </>
  );
}

function keyRows(
  keys: readonly FigureKey[],
  rem: number,
  width: number,
): readonly (readonly { readonly key: FigureKey; readonly x: number }[])[] {
  const rows: { key: FigureKey; x: number }[][] = [];
  let x = 0;
  for (const key of keys) {
    const needed = 2.7 * rem + textWidth(key.name, 0.85 * rem) + 1.4 * rem;
    if (rows.length === 0 || x + needed > width + 1.4 * rem) {
      rows.push([]);
      x = 0;
    }
    rows.at(-1)?.push({ key, x });
    x += needed;
  }
  return rows;
}
