'use client';

import type { CurvesView } from '../view/use-curves-view';
import { axisWords } from '../curves/words';

/** What the curves are drawn against, and on which scale. Amounts that are not known are not offered. */
export function AxisControls({ view: { form, change, axes } }: { readonly view: CurvesView }) {
  return (
    <>
      <select
        className="field w-auto"
        aria-label="Horizontal axis"
        value={form.axis}
        onChange={(event) => change({ axis: axes.find((axis) => axis === event.target.value) ?? 'n' })}
      >
        {axes.map((axis) => (
          <option key={axis} value={axis}>
            {axisWords[axis].title}
          </option>
        ))}
        {axes.includes(form.axis) ? null : (
          <option value={form.axis}>{axisWords[form.axis].title} (not known here)</option>
        )}
      </select>
      <span role="group" aria-label="Scale of the horizontal axis" className="inline-flex">
        {[true, false].map((isLog) => (
          <button
            key={String(isLog)}
            type="button"
            className={`button ${isLog ? 'rounded-r-none' : '-ml-px rounded-l-none'}`}
            aria-pressed={form.isLog === isLog}
            onClick={() => change({ isLog })}
          >
            {isLog ? 'Log' : 'Linear'}
          </button>
        ))}
      </span>
    </>
  );
}
