'use client';

import type { ExperimentDetail } from '@/lib/experiments/wire';
import type { Curves } from '@/lib/experiments/report/curve-model';
import { Term } from '@/components/app/term';
import { HeatFigure } from '@/components/charts/heat-figure';
import { HeatMap } from '@/components/charts/heat-map';
import { SaveButtons } from '@/components/charts/save-buttons';
import { Sized } from '@/components/charts/sized';
import { captionOf, fileNameOf } from '../curves/caption';
import { ChartSection } from '@/components/ui/chart-section';
import { optimalHeat } from '../curves/optimal-heat';
import type { ChangeCurvesForm, CurvesForm } from '../curves/curves-form';
import type { Lines } from '../view/use-lines';

const kinds = {
  difficulty: { oracle: 'By right answers', predicted: 'By scores' },
  edges: { quantile: 'Quantile', absolute: 'Absolute' },
} as const;

interface OptimalSectionProps {
  readonly data: Curves;
  readonly status: ExperimentDetail['status'];
  readonly lines: Pick<Lines, 'all' | 'shown' | 'optimal' | 'toggle'>;
  readonly form: Pick<CurvesForm, 'difficulty' | 'edges'>;
  readonly change: ChangeCurvesForm;
}

/** The best method by difficulty and budget. */
export function OptimalSection({ data, status, lines, form, change }: OptimalSectionProps) {
  const { optimal, all, shown, toggle } = lines;
  if (data.computeOptimal.length === 0) return null;
  const title = 'The best method by difficulty and budget';
  const heat = optimal === undefined ? undefined : optimalHeat(optimal, all);
  const curve = optimal?.curve;
  const isShown = shown.some(({ series }) => series.id === curve?.id);
  return (
    <ChartSection
      title={title}
      testId="optimal"
      note={
        <>
          <Term name="difficulty">Difficulty</Term>{' '}
          {form.difficulty === 'oracle'
            ? 'here is the share of right answers among many samples, which knows the reference answers: an upper bound on what choosing can win. Hatched: tied with others.'
            : 'here is the mean final score that the verifier gave to many samples, which anyone could compute before choosing. Hatched: tied with others.'}
        </>
      }
      controls={
        <>
          {(['difficulty', 'edges'] as const).map((field) => (
            <span
              key={field}
              role="group"
              aria-label={field === 'difficulty' ? 'Difficulty' : 'Edges of the bins'}
              className="inline-flex"
            >
              {Object.entries(kinds[field]).map(([name, label], i) => (
                <button
                  key={name}
                  type="button"
                  className={`button ${i === 0 ? 'rounded-r-none' : '-ml-px rounded-l-none'}`}
                  aria-pressed={form[field] === name}
                  onClick={() => change({ [field]: name })}
                >
                  {label}
                </button>
              ))}
            </span>
          ))}
          {curve === undefined ? null : (
            <button
              type="button"
              className="button"
              aria-pressed={isShown}
              onClick={() => toggle([curve.id], !isShown)}
            >
              Its curve above
            </button>
          )}
          {heat === undefined ? null : (
            <SaveButtons
              of={title}
              fileName={fileNameOf(data.experiment.name, 'compute-optimal')}
              renderFigure={() => (
                <HeatFigure
                  title={`${data.experiment.name}: ${title.toLowerCase()}, difficulty ${kinds.difficulty[form.difficulty].toLowerCase()}`}
                  caption={captionOf({ curves: data, status, about: ['Compute-optimal:'] })}
                  data={heat}
                />
              )}
            />
          )}
        </>
      }
    >
      {heat === undefined || heat.rows.length === 0 ? (
        <p className="text-sm text-mute">
          These problems cannot be put into such bins: too few are measured, or nothing was scored.
        </p>
      ) : (
        <>
          <div className="overflow-x-auto">
            <Sized minRem={11 + 7.5 * heat.columns.length}>
              {(size) => <HeatMap data={heat} size={size} title={title} renderTip={(cell) => <p>{cell.words}</p>} />}
            </Sized>
          </div>
          <p className="mt-3 text-xs text-mute">
            The number is the accuracy of the choice on the half of the problems it was not made on. The estimation of
            difficulty is charged to the curve.
          </p>
        </>
      )}
    </ChartSection>
  );
}
