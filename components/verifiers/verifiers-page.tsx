'use client';

import { Link } from '@/components/ui/link';
import { useQuery } from '@tanstack/react-query';
import { labReportQuery, labSourcesQuery } from '@/lib/client';
import type { LabReport } from '@/lib/verifier-lab/wire';
import { labMethod, labWords } from '@/lib/words';
import { Empty, LoadError, Placeholder } from '@/components/app/load-state';
import { useUrlForm } from '@/components/app/use-url-form';
import { Notice } from '@/components/ui/notice';
import { formatCount } from '@/components/ui/numbers';
import { Said } from '@/components/ui/said';
import { useSay } from '@/components/ui/use-language';
import { AreaSection } from './area-section';
import { ComparisonSection } from './comparison-section';
import { FailureSection } from './failure-section';
import { GapSection } from './gap-section';
import { LabControls } from './lab-controls';
import { readLabForm, writeLabForm, type LabForm } from './lab-form';
import { headlineOf, readingWords } from './lab-words';
import { ReliabilitySection, RunReliabilitySection } from './reliability-section';
import { TrainingSection } from './training-section';

/** The lab of verifiers: one at a time, over whatever it scored. */
export function VerifiersPage() {
  const say = useSay();
  const [form, change] = useUrlForm<LabForm>(readLabForm, writeLabForm);
  const sources = useQuery(labSourcesQuery());
  const all = sources.data?.verifiers ?? [];
  const verifier = form.verifier === '' ? all[0]?.name : form.verifier;
  return (
    <main id="main" className="mx-auto flex w-full max-w-[100rem] flex-1 flex-col gap-5 px-4 py-5 sm:px-6">
      <div>
        <h1 className="text-2xl">{say(labWords.verifiers)}</h1>
        <p className="mt-1 text-sm text-mute">{say(labWords.about)}</p>
      </div>
      {sources.error === null ? null : (
        <LoadError error={sources.error} title={say(labWords.notListed)} onRetry={() => void sources.refetch()} />
      )}
      {sources.isPending && sources.error === null ? <Placeholder rows={4} label={say(labWords.looking)} /> : null}
      {sources.isSuccess && verifier === undefined ? (
        <Empty title={say(labWords.nothingScored)}>
          <Said
            text={labWords.startRun}
            parts={{
              link: (
                <Link href="/" className="link text-ink">
                  {say(labWords.startRunLink)}
                </Link>
              ),
            }}
          />
        </Empty>
      ) : null}
      {verifier === undefined ? null : (
        <>
          <LabControls sources={all} form={{ ...form, verifier }} change={change} />
          <Report form={{ ...form, verifier }} change={change} />
        </>
      )}
    </main>
  );
}

interface ReportProps {
  readonly form: LabForm;
  readonly change: (changes: Partial<LabForm>) => void;
}

function Report({ form, change }: ReportProps) {
  const say = useSay();
  const { verifier, of, aggregation, sure, fall } = form;
  const query = useQuery(labReportQuery({ verifier, of, aggregation, sure, fall }));
  const report = query.data;
  if (report === undefined)
    return query.error === null ? (
      <Placeholder rows={6} label={say(labWords.readingLogs)} />
    ) : (
      <LoadError error={query.error} title={say(labWords.notMade)} onRetry={() => void query.refetch()} />
    );
  return (
    <>
      {query.error === null ? null : (
        <LoadError error={query.error} title={say(labWords.notMadeAnew)} onRetry={() => void query.refetch()} />
      )}
      <Headline report={report} />
      {report.judged === undefined ? null : (
        <>
          <ReliabilitySection judged={report.judged} form={form} change={change} />
          <AreaSection judged={report.judged} />
        </>
      )}
      {report.byRun === undefined ? null : <RunReliabilitySection byRun={report.byRun} />}
      <GapSection gaps={report.gaps} form={form} change={change} />
      {report.judged === undefined ? null : (
        <>
          <FailureSection failures={report.failures} form={form} change={change} />
          <ComparisonSection key={`${verifier} ${of}`} form={form} />
          <TrainingSection verifier={verifier} of={of} />
          <details className="text-sm text-mute">
            <summary className="w-fit py-1">{say(labWords.howMade)}</summary>
            <ul className="mt-1 max-w-[110ch] list-disc pl-5">
              {labMethod.map((sentence) => (
                <li key={sentence.en}>{say(sentence)}</li>
              ))}
            </ul>
          </details>
        </>
      )}
    </>
  );
}

function Headline({ report }: { readonly report: LabReport }) {
  const say = useSay();
  const { pending, pendingExperiments, read } = report.reading;
  const isReading = pending + pendingExperiments > 0;
  return (
    <>
      {isReading ? (
        <Notice tone="busy" title={say(labWords.isReading)} testId="lab-reading">
          {pendingExperiments === 0
            ? say(labWords.readingOf, { read: formatCount(read), of: read + pending })
            : say(labWords.readingOfExperiments, {
                read: formatCount(read),
                of: read + pending,
                experiments: formatCount(pendingExperiments),
              })}
        </Notice>
      ) : null}
      <section aria-label={say(labWords.inShort)} data-testid="lab-headline" data-reading={isReading}>
        <p className="max-w-[90ch] text-lg">{headlineOf(report, say)}</p>
        <p className="mt-1 text-sm text-mute">
          {readingWords(report.reading, say)}
          {say(labWords.stop)}
        </p>
      </section>
    </>
  );
}
