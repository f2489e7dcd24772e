/**
 * What is told of experiments: lists with their progress, details, and the data that statistics are made of. Reads the
 * store and changes nothing. Digests of results that were read once are kept, so that curves that are looked at while an
 * experiment runs cost what is new.
 */
import {
  foldExperiment,
  type ExperimentEntry,
  type ExperimentHead,
  type ExperimentStart,
  type ExperimentStore,
  type RunCounts,
} from '@/lib/experiments';
import { digestOf } from '@/lib/experiments/report';
import type { AnswerComparison, Cell, ExperimentData, RunDigest } from '@/lib/experiments/model';
import type { ExperimentDetail, ExperimentList, ExperimentSummary } from '@/lib/experiments/wire';
import { unknownExperiment, unreadableExperiment } from '../http/api-error';
import type { ExperimentSource } from './experiment-curves';
import type { RecordedExperiments } from './recorded-experiments';

/** Throughput is that of the last minutes. */
const windowMs = 120_000;
const maxListed = 200;
const maxFailures = 200;
/** Experiments whose digests are kept in memory: the one that is looked at and the one before it. */
const maxKept = 2;
/** Results are large and digests small: few are held at a time. */
const resultsAtOnce = 200;
const none: RunCounts = { finished: 0, failed: 0, running: 0, tokens: 0 };

export interface ExperimentReaderOptions {
  readonly store: ExperimentStore;
  /** Those that ship with the product. */
  readonly recorded?: Pick<RecordedExperiments, 'list' | 'detail' | 'data'> | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** When this process took the experiment up. */
  readonly workingSince: (id: string) => number | undefined;
  /** Why one that runs stands; absent where nobody works. */
  readonly standsBecause?: (id: string) => string | undefined;
}

interface Kept {
  readonly start: ExperimentStart;
  readonly comparison: AnswerComparison | undefined;
  readonly cells: ReadonlyMap<string, Cell>;
  readonly digests: Map<string, RunDigest>;
  /** Runs whose digests are of results that are still to be made again. */
  readonly old: Set<string>;
  /** Of its log, without the first entry’s problems. */
  readonly spans: { readonly seq: number; readonly at: number; readonly type: ExperimentEntry['event']['type'] }[];
  data: ExperimentData | undefined;
}

export class ExperimentReader implements ExperimentSource {
  readonly #options: ExperimentReaderOptions;
  /** In the order of their last use. */
  readonly #kept = new Map<string, Kept>();

  constructor(options: ExperimentReaderOptions) {
    this.#options = options;
  }

  /** Newest first, then those that ship with the product. What cannot be read is in its place. */
  async list(): Promise<Readonly<ExperimentList>> {
    const { store, recorded } = this.#options;
    const counts = await store.counts();
    const own = await Promise.all(
      (await store.heads(maxListed)).map(async (head) =>
        head.status === 'unreadable' ? head : this.#summary(head, counts.get(head.id)),
      ),
    );
    return [...own, ...((await recorded?.list()) ?? [])];
  }

  /** Throws ApiError 404, 409 when it cannot be read. */
  async detail(id: string): Promise<ExperimentDetail> {
    const { store, recorded } = this.#options;
    const shipped = await recorded?.detail(id);
    if (shipped !== undefined) return shipped;
    const head = await store.head(id);
    if (head === undefined) throw unknownExperiment(id);
    if (head.status === 'unreadable') throw unreadableExperiment(head);
    const { start, comparison } = await this.#keptOf(id);
    const failures = (await store.failed(id, maxFailures)).map(({ status, failure, ...run }) => ({
      ...run,
      failure: failure ?? {
        kind: status,
        message: status === 'cancelled' ? 'The run was cancelled.' : 'No reason was told.',
      },
    }));
    return {
      ...(await this.#summary(head, (await store.counts()).get(id))),
      cells: start.cells,
      failures,
      ...(comparison === undefined ? {} : { comparison }),
    };
  }

  /** The same object as long as no result comes in. Throws ApiError 404. */
  async experimentData(id: string): ReturnType<ExperimentSource['experimentData']> {
    const shipped = await this.#options.recorded?.data(id);
    if (shipped !== undefined) return { origin: 'recorded', data: shipped };
    const kept = await this.#keptOf(id);
    const { start, cells: cellsById, digests, old } = kept;
    const { store } = this.#options;
    const ids = await store.resultIds(id);
    const unread = ids.filter((runId) => !digests.has(runId) || old.has(runId));
    for (let i = 0; i < unread.length; i += resultsAtOnce) {
      for (const result of await store.results(unread.slice(i, i + resultsAtOnce))) {
        const cell = cellsById.get(result.cell);
        if (cell !== undefined) digests.set(result.runId, digestOf(cell, result));
        if (result.isOld === true) old.add(result.runId);
        else old.delete(result.runId);
      }
    }
    const { origin, spec, cells, problems, models } = start;
    const found = ids.flatMap((runId) => digests.get(runId) ?? []);
    const isSame =
      found.length === kept.data?.digests.length && kept.data.digests.every((digest, i) => digest === found[i]);
    const data =
      isSame && kept.data !== undefined
        ? kept.data
        : { spec, cells, problems, models, digests: found, atOnce: await this.#atOnce(id, kept, found) };
    kept.data = data;
    return { origin, data };
  }

  /** Work of all searches over the time in which the experiment was neither paused nor ended. */
  async #atOnce(id: string, { start, spans }: Kept, digests: readonly RunDigest[]): Promise<number | undefined> {
    if (start.origin !== 'measured') return undefined;
    for (const { seq, at, event } of await this.#options.store.entries(id, spans.at(-1)?.seq ?? 0))
      spans.push({ seq, at, type: event.type });
    let wallMs = 0;
    let since: number | undefined;
    for (const { at, type } of [...spans, { at: this.#options.now(), type: 'experiment-paused' as const }]) {
      if (since !== undefined) wallMs += at - since;
      since = type === 'experiment-paused' || type === 'experiment-ended' ? undefined : at;
    }
    const workMs = digests.reduce((sum, { seconds }) => sum + 1000 * seconds, 0);
    // Less than one at a time: the process was down in between, and nobody knows for how long.
    return wallMs > 0 && workMs >= wallMs ? workMs / wallMs : undefined;
  }

  async #summary(
    head: ExperimentHead,
    { tokens, finished, failed, running }: RunCounts = none,
  ): Promise<ExperimentSummary> {
    const { id, createdAt, spec, status, origin, problems, failure, planned } = head;
    const summary = {
      id,
      createdAt,
      spec,
      status,
      origin,
      problems,
      runs: { planned, finished, failed, running },
      tokens,
      ...(failure === undefined ? {} : { failure }),
    };
    if (status !== 'running') return summary;
    const { store, now, workingSince, standsBecause } = this.#options;
    const reason = standsBecause?.(id);
    if (reason !== undefined) return { ...summary, standsBecause: reason };
    const at = now();
    const from = Math.max(at - windowMs, workingSince(id) ?? createdAt);
    const recent = await store.since(id, from);
    const minutes = (at - from) / 60_000;
    if (recent.runs === 0 || minutes <= 0) return summary;
    const runsPerMinute = recent.runs / minutes;
    const left = planned - finished - failed;
    return {
      ...summary,
      runsPerMinute,
      tokensPerSecond: recent.tokens / minutes / 60,
      etaSeconds: (left / runsPerMinute) * 60,
    };
  }

  async #keptOf(id: string): Promise<Kept> {
    const before = this.#kept.get(id);
    this.#kept.delete(id);
    const kept = before ?? (await this.#read(id));
    this.#kept.set(id, kept);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= maxKept) break;
      this.#kept.delete(oldest);
    }
    return kept;
  }

  async #read(id: string): Promise<Kept> {
    const entries = await this.#options.store.entries(id, 0);
    if (entries.length === 0) throw unknownExperiment(id);
    const { start, comparison } = foldExperiment(undefined, entries);
    return {
      start,
      comparison,
      cells: new Map(start.cells.map((cell) => [cell.id, cell])),
      digests: new Map(),
      old: new Set(),
      spans: entries.map(({ seq, at, event }) => ({ seq, at, type: event.type })),
      data: undefined,
    };
  }
}
