import type { ReactNode } from 'react';
import { useLanguage } from '@/components/ui/use-language';
import type { Look } from '../chart-types';
import { layoutFigure, type FigureKey } from './layout-figure';
import { Mark } from '../mark';

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
  // Han letters are drawn otherwise in other languages.
  const language = useLanguage();
  const layout = layoutFigure({ width, rem, title, caption, keys, bodyHeight: body.height });
  const { height, pad } = layout;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      fontFamily={typeface}
      role="img"
      lang={language}
      aria-label={title}
    >
      <rect width={width} height={height} fill="var(--panel)" />
      {layout.title.map(({ text, y }) => (
        <text key={text} x={pad} y={y} fontSize={1.25 * rem} fontWeight={600} fill="var(--ink)">
          {text}
        </text>
      ))}
      <g transform={`translate(${pad},${layout.bodyTop})`}>{body.picture}</g>
      {layout.keys.map(({ key, x, y }) => (
        <g key={key.name} transform={`translate(${x},${y})`}>
          <KeyLine look={key.look} rem={rem} />
          <text x={2.7 * rem} dy="0.34em" fontSize={0.85 * rem} fill="var(--ink)">
            {key.name}
          </text>
        </g>
      ))}
      {layout.caption.map(({ text, y }) => (
        <text key={y} x={pad} y={y} fontSize={0.8 * rem} fill="var(--mute)">
          {text}
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
