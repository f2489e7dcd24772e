'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { problemGridQuery } from '@/lib/client';
import type { ExperimentDetail } from '@/lib/experiments/wire';
import { LoadError, Placeholder } from '@/components/app/load-state';
import { formatCount } from '@/components/ui/numbers';
import { useSay } from '@/components/ui/use-language';
import { gridWords } from '@/lib/words';
import type { ChangeCurvesForm, CurvesForm } from '../curves/curves-form';
import { againOf } from '../curves/open-point';
import type { SeriesView } from '../curves/series-view';
import { ChartSection } from '@/components/ui/chart-section';
import { gridColumns, gridRows, type GridColumn } from './grid-model';
import { ProblemGrid } from './problem-grid';

interface GridSectionProps {
  readonly experimentId: string;
  /** Undefined until it is read. */
  readonly experiment: ExperimentDetail | undefined;
  readonly problems: number;
  readonly shown: readonly SeriesView[];
  readonly form: Pick<CurvesForm, 'grid'>;
  readonly change: ChangeCurvesForm;
}

const orders = [
  ['set', gridWords.inOrder],
  ['hardest', gridWords.hardest],
  ['disagreement', gridWords.disagreement],
] as const;

/** Every problem under every line that is shown: where do methods differ, and what did the search look like there? */
export function GridSection({ experimentId, experiment, problems, shown, form, change }: GridSectionProps) {
  const say = useSay();
  const order = form.grid;
  return (
    <ChartSection
      title={say(gridWords.title)}
      testId="grid"
      note={say(gridWords.about)}
      controls={
        order === undefined ? (
          <button type="button" className="button" onClick={() => change({ grid: 'disagreement' })}>
            {say(gridWords.showAll, { problems: formatCount(problems) })}
          </button>
        ) : (
          <>
            {orders.map(([name, label]) => (
              <button
                key={name}
                type="button"
                className="button"
                aria-pressed={order === name}
                onClick={() => change({ grid: name })}
              >
                {say(label)}
              </button>
            ))}
            <button type="button" className="button button-quiet" onClick={() => change({ grid: undefined })}>
              {say(gridWords.hide)}
            </button>
          </>
        )
      }
    >
      {order === undefined ? null : (
        <Loaded experimentId={experimentId} experiment={experiment} shown={shown} order={order} change={change} />
      )}
    </ChartSection>
  );
}

type LoadedProps = Pick<GridSectionProps, 'experimentId' | 'experiment' | 'shown' | 'change'> & {
  readonly order: string;
};

function Loaded({ experimentId, experiment, shown, order, change }: LoadedProps) {
  const say = useSay();
  const query = useQuery(problemGridQuery(experimentId, undefined));
  const columns = useMemo(() => (query.data === undefined ? [] : gridColumns(query.data, shown)), [query.data, shown]);
  const rows = useMemo(() => gridRows(columns, query.data?.problems.length ?? 0, order), [columns, query.data, order]);
  // Made once, as rows are kept for as long as it is the same.
  const again = useMemo(() => linksAgain(columns, shown, experiment), [columns, shown, experiment]);
  if (query.data === undefined)
    return query.error === null ? (
      <Placeholder rows={4} label={say(gridWords.reading)} />
    ) : (
      <LoadError error={query.error} title={say(gridWords.unread)} onRetry={() => void query.refetch()} />
    );
  return (
    <ProblemGrid
      problems={query.data.problems}
      columns={columns}
      rows={rows}
      order={order}
      onOrderChange={(next) => change({ grid: next })}
      againOf={again}
    />
  );
}

/** Where a search can be made again, of what was recorded without its trees. */
function linksAgain(
  columns: readonly GridColumn[],
  shown: readonly SeriesView[],
  experiment: ExperimentDetail | undefined,
): ((column: GridColumn, problem: { readonly id: string; readonly text: string }) => string | undefined) | undefined {
  if (experiment?.origin !== 'recorded') return undefined;
  const links = new Map(
    columns.map((column) => {
      const own = shown.find(({ series }) => series.id === column.id);
      const point = own?.series.points.find(({ n }) => n === column.n);
      return [column, own === undefined || point === undefined ? undefined : againOf({ own, point }, experiment)];
    }),
  );
  return (column, { text, id }) => links.get(column)?.({ text, uniqueId: id });
}
