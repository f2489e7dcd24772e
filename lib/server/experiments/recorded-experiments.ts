/**
 * The experiments that ship with Longthink: files of a folder, read when the first is asked for. Each is known by its file's name. Knows no store; nothing of them can be changed.
 */
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { readRecording, type ExperimentRecording } from '@/lib/experiments';
import type { ExperimentDetail, ExperimentSummary } from '@/lib/experiments/wire';

export const recordingEnding = '.experiment.jsonl.gz';

export interface RecordedExperimentsOptions {
  readonly folder: string;
  readonly report: (message: string, error?: unknown) => void;
}

export class RecordedExperiments {
  readonly #options: RecordedExperimentsOptions;
  #read: Promise<ReadonlyMap<string, ExperimentRecording>> | undefined;

  constructor(options: RecordedExperimentsOptions) {
    this.#options = options;
  }

  async list(): Promise<readonly ExperimentSummary[]> {
    return [...(await this.#all())].map(([id, recording]) => summaryOf(id, recording));
  }

  async detail(id: string): Promise<ExperimentDetail | undefined> {
    const found = (await this.#all()).get(id);
    return found === undefined ? undefined : { ...summaryOf(id, found), cells: [...found.data.cells], failures: [] };
  }

  async data(id: string): Promise<ExperimentRecording['data'] | undefined> {
    return (await this.#all()).get(id)?.data;
  }

  #all(): Promise<ReadonlyMap<string, ExperimentRecording>> {
    this.#read ??= this.#readFolder();
    return this.#read;
  }

  /** A file that cannot be read is reported and left out: the app is of use without it. */
  async #readFolder(): Promise<ReadonlyMap<string, ExperimentRecording>> {
    const { folder, report } = this.#options;
    const found = new Map<string, ExperimentRecording>();
    for (const file of existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => name.endsWith(recordingEnding))
          .sort()
      : []) {
      try {
        const bytes = await promisify(gunzip)(await readFile(join(folder, file)));
        found.set(file.slice(0, -recordingEnding.length), readRecording(bytes.toString('utf8')));
      } catch (error) {
        report(`The recorded experiment ${file} cannot be read and is left out.`, error);
      }
    }
    return found;
  }
}

function summaryOf(
  id: string,
  { createdAt, failed, tokens, data: { spec, problems, digests } }: ExperimentRecording,
): ExperimentSummary {
  const finished = digests.length;
  return {
    id,
    createdAt,
    spec,
    status: 'finished',
    origin: 'recorded',
    problems: problems.length,
    runs: { planned: finished + failed, finished, failed, running: 0 },
    tokens,
  };
}
