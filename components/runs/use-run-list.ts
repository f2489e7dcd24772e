'use client';

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { deleteRun, orderedRunsQuery, queryKeys, runListQuery, type RunFilter } from '@/lib/client';
import { strategyNameSchema } from '@/lib/search';
import { runListQuerySchema, runStatusSchema } from '@/lib/runs/wire';
import { useRemoval } from '@/components/app/use-removal';
import { useUrlForm } from '@/components/app/use-url-form';

const correctSchema = runListQuerySchema.shape.correct.unwrap();

/** How the list is looked at: as rows to read or as a table, empty words being the usual. */
export interface ListView {
  /** `table`, or empty. */
  readonly view: string;
  /** Of the table, comma-separated. */
  readonly columns: string;
  /** A column’s name, with a minus downwards. */
  readonly sort: string;
  /** `problem`, or empty. */
  readonly group: string;
  /** Ids of the runs that are compared, comma-separated. */
  readonly ticked: string;
}

export interface FilterForm extends ListView {
  readonly status: string;
  readonly strategy: string;
  readonly correct: string;
  readonly text: string;
  /** `yes`, or empty. */
  readonly starred: string;
  readonly tag: string;
}

/** The list of runs: its filter (in the URL), its pages, and deleting. */
export function useRunList() {
  const [form, change] = useUrlForm<FilterForm>(readFilter, writeFilter);
  const filter = filterOf(form);
  // A table that is sorted or grouped is so as a whole, not the part of it that happens to be loaded.
  const isOrdered = form.view === 'table' && (form.sort !== '' || form.group !== '');
  const paged = useInfiniteQuery({ ...runListQuery(filter), enabled: !isOrdered, placeholderData: keepPreviousData });
  const ordered = useQuery({ ...orderedRunsQuery(filter), enabled: isOrdered, placeholderData: keepPreviousData });
  const query = isOrdered ? ordered : paged;
  const removal = useRemoval({ remove: deleteRun, queryKey: queryKeys.runs, takes: 'run' });
  return {
    form,
    change,
    query,
    /** How further runs are loaded; undefined: there are none, or none that would be. */
    more: isOrdered || !paged.hasNextPage ? undefined : paged,
    /** There are older runs than those that are here. */
    hasOlder: isOrdered ? ordered.data?.hasMore === true : paged.hasNextPage,
    isOrdered,
    removal,
    runs: ((isOrdered ? ordered.data?.runs : paged.data?.pages.flatMap((page) => page.runs)) ?? []).filter(
      ({ id }) => !removal.isGone(id),
    ),
    isFiltered: Object.keys(filter).length > 0,
  };
}

function readFilter(params: URLSearchParams): FilterForm {
  const get = (name: string) => params.get(name) ?? '';
  return {
    status: get('status'),
    strategy: get('strategy'),
    correct: get('correct'),
    text: get('text'),
    starred: get('starred'),
    tag: get('tag'),
    view: get('view'),
    columns: get('columns'),
    sort: get('sort'),
    group: get('group'),
    ticked: get('ticked'),
  };
}

function writeFilter(form: FilterForm): URLSearchParams {
  return new URLSearchParams(Object.entries(form).filter(([, value]) => value !== ''));
}

/** What the server is asked for; a word it does not know is no filter. */
function filterOf(form: FilterForm): Partial<RunFilter> {
  const status = runStatusSchema.safeParse(form.status).data;
  const strategy = strategyNameSchema.safeParse(form.strategy).data;
  const correct = correctSchema.safeParse(form.correct).data;
  const tag = runListQuerySchema.shape.tag.safeParse(form.tag).data;
  const text = form.text.trim().slice(0, 200);
  return {
    ...(status === undefined ? {} : { status }),
    ...(strategy === undefined ? {} : { strategy }),
    ...(correct === undefined ? {} : { correct }),
    ...(text === '' ? {} : { text }),
    ...(form.starred === 'yes' ? { starred: 'yes' as const } : {}),
    ...(tag === undefined ? {} : { tag }),
  };
}
