'use client';

import type { ExperimentDetail } from '@/lib/experiments/wire';
import type { Curves } from '@/lib/experiments/report/curve-model';
import { Term } from '@/components/app/term';
import { HeatFigure } from '@/components/charts/heat/heat-figure';
import { HeatMap } from '@/components/charts/heat/heat-map';
import { SaveButtons } from '@/components/charts/figure/save-buttons';
import { Sized } from '@/components/charts/sized';
import { captionOf, fileNameOf } from '../curves/caption';
import { ChartSection } from '@/components/ui/chart-section';
import { Said } from '@/components/ui/said';
import { useSay } from '@/components/ui/use-language';
import { comparisonWords, difficultyTexts, edgeTexts } from '@/lib/words';
import { optimalHeat } from '../curves/optimal-heat';
import type { ChangeCurvesForm, CurvesForm } from '../curves/curves-form';
import type { Lines } from '../view/use-lines';

const kinds = {
  difficulty: { oracle: difficultyTexts.oracle.title, predicted: difficultyTexts.predicted.title },
  edges: edgeTexts,
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
  const say = useSay();
  const { optimal, all, shown, toggle } = lines;
  if (data.computeOptimal.length === 0) return null;
  const title = say(comparisonWords.best);
  const heat = optimal === undefined ? undefined : optimalHeat(optimal, all, say);
  const curve = optimal?.curve;
  const isShown = shown.some(({ series }) => series.id === curve?.id);
  return (
    <ChartSection
      title={title}
      testId="optimal"
      note={
        <Said
          text={form.difficulty === 'oracle' ? comparisonWords.difficultyByAnswers : comparisonWords.difficultyByScores}
          parts={{ difficulty: <Term name="difficulty">{say(comparisonWords.difficultyTerm)}</Term> }}
        />
      }
      controls={
        <>
          {(['difficulty', 'edges'] as const).map((field) => (
            <span
              key={field}
              role="group"
              aria-label={say(field === 'difficulty' ? comparisonWords.kindOfDifficulty : comparisonWords.edgesOfBins)}
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
                  {say(label)}
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
              {say(comparisonWords.itsCurve)}
            </button>
          )}
          {heat === undefined ? null : (
            <SaveButtons
              of={title}
              fileName={fileNameOf(data.experiment.name, 'compute-optimal')}
              renderFigure={() => (
                <HeatFigure
                  title={say(comparisonWords.bestTitle, {
                    experiment: data.experiment.name,
                    kind: say(difficultyTexts[form.difficulty].noun),
                  })}
                  caption={captionOf({ curves: data, status, about: ['computeOptimal'], say })}
                  data={heat}
                />
              )}
            />
          )}
        </>
      }
    >
      {heat === undefined || heat.rows.length === 0 ? (
        <p className="text-sm text-mute">{say(comparisonWords.noBins)}</p>
      ) : (
        <>
          <div className="overflow-x-auto">
            <Sized minRem={11 + 7.5 * heat.columns.length}>
              {(size) => <HeatMap data={heat} size={size} title={title} renderTip={(cell) => <p>{cell.words}</p>} />}
            </Sized>
          </div>
          <p className="mt-3 text-xs text-mute">{say(comparisonWords.aboutChoice)}</p>
        </>
      )}
    </ChartSection>
  );
}
