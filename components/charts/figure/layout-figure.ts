/** Where the parts of a figure to print lie: title, picture, legend and caption below one another. Pure; lengths in pixels. */
import type { Look } from '../chart-types';
import { textWidth, wrapText } from '../text-width';

export interface FigureKey {
  readonly name: string;
  readonly look: Look;
}

interface FigureInput {
  readonly width: number;
  readonly rem: number;
  readonly title: string;
  readonly caption: readonly string[];
  readonly keys: readonly FigureKey[];
  readonly bodyHeight: number;
}

interface Line {
  readonly text: string;
  /** Of its base. */
  readonly y: number;
}

export interface FigureLayout {
  readonly height: number;
  readonly pad: number;
  readonly bodyTop: number;
  readonly title: readonly Line[];
  readonly caption: readonly Line[];
  /** The middle of each key's line, at its left end. */
  readonly keys: readonly { readonly key: FigureKey; readonly x: number; readonly y: number }[];
}

export function layoutFigure({ width, rem, title, caption, keys, bodyHeight }: FigureInput): FigureLayout {
  const pad = 1.5 * rem;
  const inner = width - 2 * pad;
  const titleLines = wrapText(title, 1.25 * rem, inner);
  const captionLines = caption.flatMap((sentence) => wrapText(sentence, 0.8 * rem, inner));
  const rows = keyRows(keys, rem, inner);
  const bodyTop = pad + titleLines.length * 1.6 * rem + 0.6 * rem;
  const legendTop = bodyTop + bodyHeight + 0.8 * rem;
  const captionTop = legendTop + rows.length * 1.5 * rem + 0.6 * rem;
  return {
    height: captionTop + captionLines.length * 1.15 * rem + pad * 0.6,
    pad,
    bodyTop,
    title: titleLines.map((text, i) => ({ text, y: pad + (i + 0.75) * 1.6 * rem })),
    keys: rows.flatMap((row, i) =>
      row.map(({ key, x }) => ({ key, x: pad + x, y: legendTop + (i + 0.5) * 1.5 * rem })),
    ),
    caption: captionLines.map((text, i) => ({ text, y: captionTop + (i + 0.8) * 1.15 * rem })),
  };
}

/** As many keys side by side as fit. */
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
