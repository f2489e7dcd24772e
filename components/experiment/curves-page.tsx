'use client';

import { useQuery } from '@tanstack/react-query';
import { ApiError, publishedQuery } from '@/lib/client';
import { experimentWords } from '@/lib/words';
import { LoadError, Placeholder } from '@/components/app/load-state';
import { useUrlForm } from '@/components/app/use-url-form';
import { PageTitle } from '@/components/ui/page-title';
import { useSay, useTold } from '@/components/ui/use-language';
import { readCurvesForm, writeCurvesForm, type CurvesForm } from './curves/curves-form';
import { CurvesContent } from './curves-content';
import { ExperimentHeader } from './experiment-header';
import { MissingExperiment } from './missing-experiment';
import { UnreadableExperiment } from './unreadable-experiment';
import { VerdictSection } from './verdict/verdict-section';
import type { FirstLook } from './view/first-look';
import { useCurvesKeys } from './view/use-curves-keys';
import { useExperiment } from './view/use-experiment';

interface CurvesPageProps {
  readonly experimentId: string;
  /** Undefined where it was not at hand. */
  readonly first: FirstLook | undefined;
}

/** What the extra thinking buys: an experiment as curves, and everything that they rest on. */
export function CurvesPage({ experimentId, first }: CurvesPageProps) {
  const say = useSay();
  const told = useTold();
  const [form, change] = useUrlForm<CurvesForm>(readCurvesForm, writeCurvesForm);
  const { experiment, curves, command, onDelete } = useExperiment(experimentId, form.reference, first);
  // Asked for here, beside the curves and not after them, as they are drawn together.
  const figures = useQuery(publishedQuery());
  useCurvesKeys();
  if (experiment.error instanceof ApiError && experiment.error.status === 404) return <MissingExperiment />;
  if (experiment.error instanceof ApiError && experiment.error.status === 409)
    return <UnreadableExperiment reason={told(experiment.error)} onDelete={onDelete} />;
  return (
    <main id="main" className="mx-auto flex w-full max-w-[120rem] flex-1 flex-col gap-6 px-4 py-5 sm:px-6">
      <PageTitle title={experiment.data?.spec.name} />
      <ExperimentHeader
        experiment={experiment.data}
        isUnreadable={experiment.error !== null}
        command={command}
        onDelete={onDelete}
      />
      {experiment.error === null ? null : (
        <LoadError
          error={experiment.error}
          title={say(experimentWords.unread)}
          onRetry={() => void experiment.refetch()}
        />
      )}
      {curves.error === null || experiment.error !== null ? null : (
        <LoadError
          error={curves.error}
          title={say(experimentWords.curvesUnread)}
          onRetry={() => void curves.refetch()}
        />
      )}
      {experiment.error === null ? (
        <VerdictSection
          experimentId={experimentId}
          experiment={experiment.data}
          first={first}
          form={form}
          change={change}
        />
      ) : null}
      {curves.data === undefined ? (
        curves.error === null ? (
          <Placeholder rows={7} label={say(experimentWords.readingCurves)} />
        ) : null
      ) : (
        <CurvesContent
          experimentId={experimentId}
          data={curves.data}
          experiment={experiment.data}
          figures={figures}
          command={command}
          form={form}
          change={change}
        />
      )}
    </main>
  );
}
