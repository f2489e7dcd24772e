import type { LabReport } from '@/lib/verifier-lab/wire';
import { labWords, type Say } from '@/lib/words';
import { MirroredHistogram } from '@/components/charts/shares/mirrored-histogram';
import { ShareDiagram } from '@/components/charts/shares/share-diagram';
import { Sized } from '@/components/charts/sized';
import { formatCount, formatShare } from '@/components/ui/numbers';
import { useSay } from '@/components/ui/use-language';
import { judgedNames, type LabForm } from './lab-form';
import { formatInterval } from './lab-words';
import { ChartSection } from '@/components/ui/chart-section';

interface ReliabilitySectionProps {
  readonly judged: NonNullable<LabReport['judged']>;
  readonly form: Pick<LabForm, 'judged'>;
  readonly change: (changes: Partial<LabForm>) => void;
}

type Bins = NonNullable<LabReport['byRun']>['reliability']['bins'];

const words = {
  solutions: {
    title: labWords.solutions,
    note: labWords.calibrationOfSolutions,
    diagram: labWords.diagramOfSolutions,
    scores: labWords.scoresOfSolutions,
    right: labWords.rightSolutions,
    wrong: labWords.wrongSolutions,
  },
  steps: {
    title: labWords.steps,
    note: labWords.calibrationOfSteps,
    diagram: labWords.diagramOfSteps,
    scores: labWords.scoresOfSteps,
    right: labWords.rightSteps,
    wrong: labWords.wrongSteps,
  },
} as const;

/** What scores say against what is found, and where the scores of right and wrong ones lie. */
export function ReliabilitySection({ judged, form, change }: ReliabilitySectionProps) {
  const say = useSay();
  const own = words[form.judged];
  const shown = judged[form.judged];
  const { reliability, histograms, count } = shown;
  const controls = judgedNames.map((name) => (
    <button
      key={name}
      type="button"
      className="button"
      aria-pressed={form.judged === name}
      onClick={() => change({ judged: name })}
    >
      {say(words[name].title)}
    </button>
  ));
  return (
    <ChartSection
      title={say(labWords.atItsWord)}
      testId="reliability"
      controls={controls}
      note={say(own.note, {
        count: formatCount(count),
        error: formatShare(reliability.error),
        interval: formatInterval(reliability.errorInterval, say),
      })}
    >
      <div className="grid gap-6 lg:grid-cols-2">
        <Sized>
          {(size) => (
            <ShareDiagram
              size={size}
              title={say(own.diagram)}
              points={pointsOf(reliability.bins, say)}
              xLabel={say(labWords.meanOfBin)}
              yLabel={say(labWords.shareRight)}
            />
          )}
        </Sized>
        <Sized>
          {(size) => (
            <MirroredHistogram
              size={size}
              title={say(own.scores)}
              above={{ name: say(own.right), counts: histograms.right, colour: 'var(--series-2)' }}
              below={{ name: say(own.wrong), counts: histograms.wrong, colour: 'var(--series-1)' }}
              xLabel={say(labWords.scoreAxis)}
            />
          )}
        </Sized>
      </div>
    </ChartSection>
  );
}

/** Of digests alone: whole runs, by the mean score of their solutions. */
export function RunReliabilitySection({ byRun }: { readonly byRun: NonNullable<LabReport['byRun']> }) {
  const say = useSay();
  const { reliability, runs } = byRun;
  return (
    <ChartSection
      title={say(labWords.byRun)}
      testId="run-reliability"
      note={say(labWords.byRunNote, {
        runs: formatCount(runs),
        error: formatShare(reliability.error),
        interval: formatInterval(reliability.errorInterval, say),
      })}
    >
      <Sized>
        {(size) => (
          <ShareDiagram
            size={size}
            title={say(labWords.diagramOfRuns)}
            points={pointsOf(reliability.bins, say)}
            xLabel={say(labWords.meanOfRun)}
            yLabel={say(labWords.shareRight)}
          />
        )}
      </Sized>
    </ChartSection>
  );
}

function pointsOf(bins: Bins, say: Say) {
  return bins.map(({ from, to, said, found, count, interval }) => ({
    key: String(from),
    said,
    found,
    low: interval.low,
    high: interval.high,
    count,
    words: say(labWords.bin, {
      from: from.toFixed(1),
      to: to.toFixed(1),
      said: said.toFixed(2),
      found: formatShare(found),
      interval: formatInterval(interval, say),
      count: formatCount(count),
    }),
  }));
}
