/**
 * Takes in a problem set: the body of a request as a file, or a dataset by its name; both are read in a process of their own. Knows
 * no route and no format.
 */
import type { z } from 'zod';
import type { importQuerySchema } from '@/lib/problems/wire';
import type { ImportedSet } from '@/lib/problems';
import {
  DatasetError,
  datasetServer,
  importProblems,
  NoProblemsError,
  openDataset,
  openFile,
  SetExistsError,
  type ProblemSetStore,
} from '@/lib/problems';
import { fillText, refusalTexts } from '@/lib/words';
import { ApiError, isOf } from '../http/api-error';
import type { ImportProcesses } from '../imports/import-processes';
import type { Problems } from './problems';
import { readBytes } from '../http/request-body';
import type { Settings } from '../settings/settings';

const maxBytes = 2_147_483_648;

export interface ImportDependencies {
  readonly problems: Problems;
  readonly store: ProblemSetStore;
  readonly processes: ImportProcesses;
  readonly settings: Pick<Settings, 'root' | 'datasetsUrl'>;
}

/** Throws ApiError: 400 with the report when nothing could be taken, 409 when the name is in use, 503 without a network. */
export async function importSet(
  request: Request,
  query: z.output<typeof importQuerySchema>,
  { problems, store, processes, settings }: ImportDependencies,
): Promise<ImportedSet> {
  const { dataset, file, replace } = query;
  if (dataset === undefined && request.body === null) throw new ApiError('bad-request', refusalTexts.nothingSent);
  const set =
    query.set ?? dataset ?? file?.replace(/\.(jsonl|ndjson|json|csv|tsv|parquet)$/i, '') ?? 'imported problems';
  if (/^\.{0,2}$/.test(set)) throw new ApiError('bad-request', fillText(refusalTexts.noAddress, { set }));
  if (problems.isBundled(set)) throw new ApiError('conflict', fillText(refusalTexts.setShips, { set }));
  const isNew = replace === '0';
  const isTaken = fillText(refusalTexts.setTaken, { set });
  // Before anything is read; one that comes meanwhile is met when this one is to be seen.
  if (isNew && (await problems.sets()).some(({ name }) => name === set)) throw new ApiError('conflict', isTaken);
  try {
    if (dataset === undefined)
      return await processes.read(request.signal, async (read) =>
        importProblems(
          read.rows(await openFile(readBytes(request, maxBytes), settings)),
          await store.begin(set, file ?? 'a file', { isNew }),
          set,
        ),
      );
    const found = await openDataset(
      { dataset, config: query.config, split: query.split },
      {
        server: datasetServer({ baseUrl: settings.datasetsUrl, signal: request.signal }),
        reader: processes.datasetReader(request.signal),
      },
    );
    return await importProblems(
      found.rows,
      await store.begin(set, `${found.dataset} (${found.config}, ${found.split})`, { isNew }),
      set,
    );
  } catch (error) {
    if (isOf(NoProblemsError, 'NoProblemsError', error))
      throw new ApiError('bad-request', fillText(refusalTexts.nothingTaken, { why: error.said }), error.report);
    if (isOf(SetExistsError, 'SetExistsError', error)) throw new ApiError('conflict', isTaken);
    if (isOf(DatasetError, 'DatasetError', error))
      throw new ApiError(error.isUnreachable ? 'unavailable' : 'bad-request', error.said);
    throw error;
  }
}
