'use client';

import type { AxisName } from '@/lib/experiments/report/curve-model';
import type { ChangeCurvesForm } from '../curves/curves-form';
import { axisWords } from '../curves/words';

interface AxisControlsProps {
  readonly axis: AxisName;
  readonly isLog: boolean;
  /** Those that are known here. */
  readonly axes: readonly AxisName[];
  readonly change: ChangeCurvesForm;
}

/** What the curves are drawn against, and on which scale. Amounts that are not known are not offered. */
export function AxisControls({ axis, isLog, axes, change }: AxisControlsProps) {
  return (
    <>
      <select
        className="field w-auto"
        aria-label="Horizontal axis"
        value={axis}
        onChange={(event) => change({ axis: axes.find((each) => each === event.target.value) ?? 'n' })}
      >
        {axes.map((each) => (
          <option key={each} value={each}>
            {axisWords[each].title}
          </option>
        ))}
        {axes.includes(axis) ? null : <option value={axis}>{axisWords[axis].title} (not known here)</option>}
      </select>
      <span role="group" aria-label="Scale of the horizontal axis" className="inline-flex">
        {[true, false].map((each) => (
          <button
            key={String(each)}
            type="button"
            className={`button ${each ? 'rounded-r-none' : '-ml-px rounded-l-none'}`}
            aria-pressed={isLog === each}
            onClick={() => change({ isLog: each })}
          >
            {each ? 'Log' : 'Linear'}
          </button>
        ))}
      </span>
    </>
  );
}
