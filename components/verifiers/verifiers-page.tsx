'use client';

import Link from 'next/link';
import { useQuery } from '@tanstack/react-query';
import { labReportQuery, labSourcesQuery } from '@/lib/client';
import type { LabReport } from '@/lib/verifier-lab/wire';
import { Empty, LoadError, Placeholder } from '@/components/app/load-state';
import { useUrlForm } from '@/components/app/use-url-form';
import { Notice } from '@/components/ui/notice';
import { plural } from '@/components/ui/numbers';
import { AreaSection } from './area-section';
import { ComparisonSection } from './comparison-section';
import { FailureSection } from './failure-section';
import { GapSection } from './gap-section';
import { LabControls } from './lab-controls';
import { readLabForm, writeLabForm, type LabForm } from './lab-form';
import { headlineOf, methodWords, readingWords } from './lab-words';
import { ReliabilitySection, RunReliabilitySection } from './reliability-section';
import { TrainingSection } from './training-section';

/** The lab of verifiers: one at a time, over whatever it scored. */
export function VerifiersPage() {
  const [form, change] = useUrlForm<LabForm>(readLabForm, writeLabForm);
  const sources = useQuery(labSourcesQuery());
  const all = sources.data?.verifiers ?? [];
  const verifier = form.verifier === '' ? all[0]?.name : form.verifier;
  return (
    <main id="main" className="mx-auto flex w-full max-w-[100rem] flex-1 flex-col gap-5 px-4 py-5 sm:px-6">
      <div>
        <h1 className="text-2xl">Verifiers</h1>
        <p className="mt-1 text-sm text-mute">
          How far a verifier’s scores can be trusted, where, and where not: from the logs of runs whose right answers
          are known.
        </p>
      </div>
      {sources.error === null ? null : (
        <LoadError
          error={sources.error}
          title="The verifiers could not be listed"
          onRetry={() => void sources.refetch()}
        />
      )}
      {sources.isPending && sources.error === null ? <Placeholder rows={4} label="Looking for verifiers" /> : null}
      {sources.isSuccess && verifier === undefined ? (
        <Empty title="No verifier has scored anything yet">
          <Link href="/" className="link text-ink">
            Start a run
          </Link>{' '}
          with a strategy that scores.
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
  const { verifier, of, aggregation, sure, fall } = form;
  const query = useQuery(labReportQuery({ verifier, of, aggregation, sure, fall }));
  const report = query.data;
  if (report === undefined)
    return query.error === null ? (
      <Placeholder rows={6} label="Reading logs" />
    ) : (
      <LoadError error={query.error} title="The report could not be made" onRetry={() => void query.refetch()} />
    );
  return (
    <>
      {query.error === null ? null : (
        <LoadError error={query.error} title="The report could not be made anew" onRetry={() => void query.refetch()} />
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
            <summary className="w-fit py-1">How the numbers were made</summary>
            <ul className="mt-1 max-w-[110ch] list-disc pl-5">
              {methodWords.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </details>
        </>
      )}
    </>
  );
}

function Headline({ report }: { readonly report: LabReport }) {
  const { pending, pendingExperiments, read } = report.reading;
  const isReading = pending + pendingExperiments > 0;
  return (
    <>
      {isReading ? (
        <Notice tone="busy" title="Reading" testId="lab-reading">
          {plural(read, 'log')} of {read + pending}
          {pendingExperiments === 0 ? '' : `, and ${plural(pendingExperiments, 'experiment')} to measure`}; the numbers
          below sharpen meanwhile.
        </Notice>
      ) : null}
      <section aria-label="In short" data-testid="lab-headline" data-reading={isReading}>
        <p className="max-w-[90ch] text-lg">{headlineOf(report)}</p>
        <p className="mt-1 text-sm text-mute">{readingWords(report.reading)}.</p>
      </section>
    </>
  );
}
