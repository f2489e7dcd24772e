import { useEffect, useState, type UIEvent } from 'react';
import { rowsInSight, towards, type RowRange } from './grid-model';

interface DrawnRows extends RowRange {
  readonly onScroll: (event: UIEvent<HTMLElement>) => void;
}

interface RowsSize {
  /** Of what is in sight, and of a row, in pixels. */
  readonly height: number;
  readonly rowHeight: number;
  readonly count: number;
}

/** Rows after which a scroll asks for others; between them the browser moves what there is by itself. */
const stride = 4;
/** New rows in one frame, so that none takes longer than a screen does; a thumb that is dragged outruns them for a moment. */
const rowsAFrame = 2;

/** Which rows are drawn while they are scrolled: those in sight, each frame a few more of them. */
export function useDrawnRows({ height, rowHeight, count }: RowsSize): DrawnRows {
  const [top, setTop] = useState(0);
  const wanted = rowsInSight({ top, height: height + stride * rowHeight, rowHeight }, count);
  const [drawn, setDrawn] = useState(wanted);
  const { from, to } = wanted;
  useEffect(() => {
    if (drawn.from === from && drawn.to === to) return undefined;
    const frame = requestAnimationFrame(() => setDrawn(towards(drawn, { from, to }, rowsAFrame)));
    return () => cancelAnimationFrame(frame);
  }, [drawn, from, to]);
  return {
    from: Math.min(drawn.from, count),
    to: Math.min(drawn.to, count),
    onScroll: ({ currentTarget }) => {
      const step = stride * rowHeight;
      setTop(Math.floor(currentTarget.scrollTop / step) * step);
    },
  };
}
