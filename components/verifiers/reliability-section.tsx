import type { LabReport } from '@/lib/verifier-lab/wire';
import { MirroredHistogram } from '@/components/charts/mirrored-histogram';
import { ShareDiagram } from '@/components/charts/share-diagram';
import { Sized } from '@/components/charts/sized';
import { formatCount, formatShare } from '@/components/ui/numbers';
import { judgedNames, type LabForm } from './lab-form';
import { formatInterval } from './lab-words';
import { ChartSection } from '@/components/ui/chart-section';

interface ReliabilitySectionProps {
  readonly judged: NonNullable<LabReport['judged']>;
  readonly form: Pick<LabForm, 'judged'>;
  readonly change: (changes: Partial<LabForm>) => void;
}

type Bins = NonNullable<LabReport['byRun']>['reliability']['bins'];

const titles = { solutions: 'Solutions', steps: 'Steps' } as const;

/** What scores say against what is found, and where the scores of right and wrong ones lie. */
export function ReliabilitySection({ judged, form, change }: ReliabilitySectionProps) {
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
      {titles[name]}
    </button>
  ));
  return (
    <ChartSection
      title="Can a score be taken at its word?"
      testId="reliability"
      controls={controls}
      note={
        <>
          Of {formatCount(count)} {form.judged}: expected calibration error {formatShare(reliability.error)} (95 %:{' '}
          {formatInterval(reliability.errorInterval)}).{' '}
          {form.judged === 'steps' ? 'A step’s label is what its solution came to. ' : ''}Numbers beneath count what is
          in each bin.
        </>
      }
    >
      <div className="grid gap-6 lg:grid-cols-2">
        <Sized>
          {(size) => (
            <ShareDiagram
              size={size}
              title={`Reliability diagram of ${form.judged}`}
              points={pointsOf(reliability.bins)}
              xLabel="mean score of the bin"
              yLabel="share that is right"
            />
          )}
        </Sized>
        <Sized>
          {(size) => (
            <MirroredHistogram
              size={size}
              title={`Scores of right and of wrong ${form.judged}`}
              above={{ name: `right ${form.judged}`, counts: histograms.right, colour: 'var(--series-2)' }}
              below={{ name: `wrong ${form.judged}`, counts: histograms.wrong, colour: 'var(--series-1)' }}
              xLabel="score; each side as parts of its own"
            />
          )}
        </Sized>
      </div>
    </ChartSection>
  );
}

/** Of digests alone: whole runs, by the mean score of their solutions. */
export function RunReliabilitySection({ byRun }: { readonly byRun: NonNullable<LabReport['byRun']> }) {
  const { reliability, runs } = byRun;
  return (
    <ChartSection
      title="Mean score of a run against the share that is right"
      testId="run-reliability"
      note={`Recorded experiments ship without logs: of ${formatCount(runs)} runs only the mean score of their solutions and the share that is right are known. Error ${formatShare(reliability.error)} (95 %: ${formatInterval(reliability.errorInterval)}), counted by solutions. Means hide what single solutions are off by.`}
    >
      <Sized>
        {(size) => (
          <ShareDiagram
            size={size}
            title="Reliability diagram of runs"
            points={pointsOf(reliability.bins)}
            xLabel="mean score of the run’s solutions"
            yLabel="share that is right"
          />
        )}
      </Sized>
    </ChartSection>
  );
}

function pointsOf(bins: Bins) {
  return bins.map(({ from, to, said, found, count, interval }) => ({
    key: String(from),
    said,
    found,
    low: interval.low,
    high: interval.high,
    count,
    words: `scores of ${from.toFixed(1)} to ${to.toFixed(1)}: ${said.toFixed(2)} said, ${formatShare(found)} right (${formatInterval(interval)}), ${formatCount(count)} of them`,
  }));
}
