/** Takes in a recorded log as a run of this installation: all of it, or nothing. What reads it has a process of its own. */
import { createRunId, type RunLog, type RunMarksStore } from '@/lib/runs';
import { readBlocks } from '../http/request-body';
import type { ImportProcesses } from '../imports/import-processes';

export const maxImportBytes = 128 * 1024 * 1024;

export interface ImportRunDependencies {
  readonly log: Pick<RunLog, 'create'>;
  readonly marks: Pick<RunMarksStore, 'change'>;
  readonly processes: ImportProcesses;
  readonly now: () => number;
}

/** The new run's id. Throws ApiError 400 with the line that is wrong, 413 when the file is too large. */
export async function importRun(
  request: Request,
  { log, marks, processes, now }: ImportRunDependencies,
): Promise<string> {
  const blocks = await readBlocks(request, maxImportBytes);
  return processes.read(request.signal, async (file) => {
    const importedAt = now();
    const { marks: own, ...run } = await file.log({ blocks, id: createRunId(importedAt), importedAt });
    await log.create(run);
    if (own !== undefined) await marks.change(run.summary.id, () => own, importedAt);
    return run.summary.id;
  });
}
