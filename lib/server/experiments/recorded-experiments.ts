/**
 * The experiments that ship with Longthink: files of a folder, each read when it is first asked for. Each is known by its file's name. Knows no store; nothing of them can be changed.
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
  /** By id, in order; what is not yet there has not been asked for. */
  readonly #read = new Map<string, Promise<ExperimentRecording | undefined> | undefined>();

  constructor(options: RecordedExperimentsOptions) {
    this.#options = options;
    const { folder } = options;
    for (const file of existsSync(folder) ? readdirSync(folder).toSorted() : [])
      if (file.endsWith(recordingEnding)) this.#read.set(file.slice(0, -recordingEnding.length), undefined);
  }

  async list(): Promise<readonly ExperimentSummary[]> {
    const found: ExperimentSummary[] = [];
    for (const id of this.#read.keys()) {
      const recording = await this.#of(id);
      if (recording !== undefined) found.push(summaryOf(id, recording));
    }
    return found;
  }

  async detail(id: string): Promise<ExperimentDetail | undefined> {
    const found = await this.#of(id);
    return found === undefined ? undefined : { ...summaryOf(id, found), cells: [...found.data.cells], failures: [] };
  }

  async data(id: string): Promise<ExperimentRecording['data'] | undefined> {
    return (await this.#of(id))?.data;
  }

  async #of(id: string): Promise<ExperimentRecording | undefined> {
    if (!this.#read.has(id)) return undefined;
    const reading = this.#read.get(id) ?? this.#readFile(id);
    this.#read.set(id, reading);
    return reading;
  }

  /** A file that cannot be read is reported and left out: the app is of use without it. */
  async #readFile(id: string): Promise<ExperimentRecording | undefined> {
    const { folder, report } = this.#options;
    const file = id + recordingEnding;
    try {
      const bytes = await promisify(gunzip)(await readFile(join(folder, file)));
      return readRecording(bytes.toString('utf8'));
    } catch (error) {
      report(`The recorded experiment ${file} cannot be read and is left out.`, error);
      return undefined;
    }
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
