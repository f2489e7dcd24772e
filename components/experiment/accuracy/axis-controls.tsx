'use client';

import type { AxisName } from '@/lib/experiments/report/curve-model';
import type { ChangeCurvesForm, CurvesForm } from '../curves/curves-form';
import { axisWords } from '../curves/words';

interface AxisControlsProps {
  readonly form: Pick<CurvesForm, 'axis' | 'isLog'>;
  /** Those that are known here. */
  readonly axes: readonly AxisName[];
  readonly change: ChangeCurvesForm;
}

/** What the curves are drawn against, and on which scale. Amounts that are not known are not offered. */
export function AxisControls({ form, axes, change }: AxisControlsProps) {
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
