'use client';

import dynamic from 'next/dynamic';
import { ApiError } from '@/lib/client';
import { LoadError, Placeholder } from '@/components/app/load-state';
import { PageTitle } from '@/components/ui/page-title';
import { AccuracySection } from './accuracy/accuracy-section';
import { ComparisonSection } from './sections/comparison-section';
import { ExperimentHeader } from './experiment-header';
import { FailuresSection } from './sections/failures-section';
import { MissingExperiment } from './missing-experiment';
import { MethodSection } from './sections/method-section';
import { OptimalSection } from './sections/optimal-section';
import { PublishedSection } from './sections/published-section';
import { SlicesSection } from './sections/slices-section';
import { useCurvesKeys } from './view/use-curves-keys';
import { useCurvesView } from './view/use-curves-view';

/** With the typesetting of formulas, which no other part of the page needs. */
const AnswersSection = dynamic(() => import('./sections/answers-section').then((part) => part.AnswersSection));

/** What the extra thinking buys: an experiment as curves, and everything that they rest on. */
export function CurvesPage({ experimentId }: { readonly experimentId: string }) {
  const view = useCurvesView(experimentId);
  const { experiment, curves } = view;
  useCurvesKeys();
  if (experiment.error instanceof ApiError && experiment.error.status === 404) return <MissingExperiment />;
  return (
    <main id="main" className="mx-auto flex w-full max-w-[120rem] flex-1 flex-col gap-6 px-4 py-5 sm:px-6">
      <PageTitle title={experiment.data?.spec.name} />
      <ExperimentHeader view={view} />
      {experiment.error === null ? null : (
        <LoadError
          error={experiment.error}
          title="The experiment could not be read"
          onRetry={() => void experiment.refetch()}
        />
      )}
      {curves.error === null || experiment.error !== null ? null : (
        <LoadError error={curves.error} title="The curves could not be read" onRetry={() => void curves.refetch()} />
      )}
      {curves.data === undefined ? (
        curves.error === null ? (
          <Placeholder rows={7} label="Reading the curves" />
        ) : null
      ) : (
        <>
          <AccuracySection view={view} data={curves.data} />
          <ComparisonSection view={view} data={curves.data} />
          <SlicesSection view={view} data={curves.data} />
          <OptimalSection view={view} data={curves.data} />
          <PublishedSection view={view} />
          {experiment.data?.comparison === undefined ? null : (
            <AnswersSection comparison={experiment.data.comparison} />
          )}
          <FailuresSection view={view} />
          <MethodSection view={view} data={curves.data} />
        </>
      )}
    </main>
  );
}
