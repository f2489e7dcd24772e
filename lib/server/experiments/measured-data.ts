/**
 * The data of an experiment for who has no app running: of the store, by its id, or of a recorded file, by its path. Reads,
 * and takes nothing up.
 */
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { readRecording } from '@/lib/experiments';
import type { ExperimentData } from '@/lib/experiments/model';
import { openStore } from '@/lib/store';
import { ExperimentReader } from './experiment-reader';
import { recordingEnding } from './recorded-experiments';

/** Throws in words when there is no such experiment, or what is there cannot be read. `database` as for `openStore`. */
export async function measuredData(idOrFile: string, database: string): Promise<ExperimentData> {
  if (idOrFile.endsWith(recordingEnding)) {
    const bytes = await promisify(gunzip)(await readFile(idOrFile));
    return readRecording(bytes.toString('utf8')).data;
  }
  const store = await openStore(database);
  try {
    const reader = new ExperimentReader({
      store: store.experiments,
      now: () => Date.now(),
      workingSince: () => undefined,
    });
    return (await reader.experimentData(idOrFile)).data;
  } finally {
    await store.close();
  }
}
