'use client';

import type { AxisName } from '@/lib/experiments/report/curve-model';
import { axisTexts, pointWords } from '@/lib/words';
import { useSay } from '@/components/ui/use-language';
import type { ChangeCurvesForm } from '../curves/curves-form';

interface AxisControlsProps {
  readonly axis: AxisName;
  readonly isLog: boolean;
  /** Those that are known here. */
  readonly axes: readonly AxisName[];
  readonly change: ChangeCurvesForm;
}

/** What the curves are drawn against, and on which scale. Amounts that are not known are not offered. */
export function AxisControls({ axis, isLog, axes, change }: AxisControlsProps) {
  const say = useSay();
  return (
    <>
      <select
        className="field w-auto"
        aria-label={say(pointWords.horizontalAxis)}
        value={axis}
        onChange={(event) => change({ axis: axes.find((each) => each === event.target.value) ?? 'n' })}
      >
        {axes.map((each) => (
          <option key={each} value={each}>
            {say(axisTexts[each].title)}
          </option>
        ))}
        {axes.includes(axis) ? null : (
          <option value={axis}>{say(pointWords.notKnownHere, { axis: say(axisTexts[axis].title) })}</option>
        )}
      </select>
      <span role="group" aria-label={say(pointWords.scale)} className="inline-flex">
        {[true, false].map((each) => (
          <button
            key={String(each)}
            type="button"
            className={`button ${each ? 'rounded-r-none' : '-ml-px rounded-l-none'}`}
            aria-pressed={isLog === each}
            onClick={() => change({ isLog: each })}
          >
            {say(each ? pointWords.log : pointWords.linear)}
          </button>
        ))}
      </span>
    </>
  );
}
