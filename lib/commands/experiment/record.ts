/** An experiment of the store as a file that every installation can show. Knows how it is packed, not what it is for. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { writeRecording } from '@/lib/experiments';
import type { ExperimentData } from '@/lib/experiments/model';
import type { ExperimentDetail } from '@/lib/experiments/wire';

/** Where an experiment is read from. */
export interface RecordSource {
  detail(id: string): Promise<ExperimentDetail>;
  experimentData(id: string): Promise<{ readonly data: ExperimentData }>;
}

/** The bytes of such a file. Throws as the source does when there is no such experiment. */
export async function recordExperiment(source: RecordSource, id: string): Promise<Uint8Array> {
  const detail = await source.detail(id);
  const { data } = await source.experimentData(id);
  return promisify(gzip)(writeRecording(detail, data), { level: 9 });
}
