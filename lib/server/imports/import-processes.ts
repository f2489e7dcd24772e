/**
 * The processes in which what people bring in is parsed, checked and folded, one file at a time each: whatever a file costs,
 * streams go on; one that costs too much, in memory or in time, takes its own process along and nothing else.
 */
import { fillText, refusalTexts } from '@/lib/words';
import { createTurns } from '@/lib/base';
import type {
  DatasetAnswer,
  DatasetName,
  DatasetPage,
  DatasetReader,
  DatasetRefusal,
  ProblemFile,
  ReadRow,
} from '@/lib/problems';
import type { NewChunk, NewRun } from '@/lib/runs';
import { ApiError } from '../http/api-error';
import { SideWork } from '../side-work/side-work';
import { SideMemoryError } from '../side-work/worker';
import type { ImportAnswer, ImportMade, ImportQuestion } from './import-worker';
import type { Fed, ProblemPortion } from './problem-reader';
import type { LogFile, ReadRun } from './read-log';
import type { SolutionsFile, SolutionsPlan, SolvedProblem } from './read-solutions';

/** More wait for each other. */
const filesAtOnce = 2;
/** Of one file's values: several times what the largest logs of searches need. */
const usualMemoryMb = 2_048;
/** For starting and a small file, on a machine that has other things to do. */
const usualLimitMs = 120_000;
/** More for each MB: ten times what any file needs that is what it says. */
const moreMsPerMb = 2_000;
/** Starting takes a moment; what was read last is kept in memory for so long. */
const idleMs = 60_000;

type Process = SideWork<ImportQuestion, ImportAnswer>;
type Logged<T> = T & Pick<NewRun, 'chunks'>;

interface Place {
  readonly process: Process;
  readonly turns: ReturnType<typeof createTurns>;
  /** Files whose turn it is or will be. */
  files: number;
}

export interface ImportLimits {
  readonly maxMemoryMb?: number;
  /** Of reading a file without any length. */
  readonly limitMs?: number;
}

export class ImportProcesses {
  readonly #places: readonly Place[];
  readonly #maxMemoryMb: number;
  readonly #limitMs: number;

  /** `entry`: the path of `import-entry.mjs`. Nothing is started yet. */
  constructor(entry: string, { maxMemoryMb = usualMemoryMb, limitMs = usualLimitMs }: ImportLimits = {}) {
    this.#maxMemoryMb = maxMemoryMb;
    this.#limitMs = limitMs;
    this.#places = Array.from({ length: filesAtOnce }, () => ({
      process: new SideWork({ entry, does: 'reads files', maxMemoryMb, idleMs }),
      turns: createTurns(),
      files: 0,
    }));
  }

  /**
   * `work` with a process for its file alone, as soon as one is free. What `signal` aborts ends with its reason, in the middle
   * of a file too.
   */
  async read<T>(signal: AbortSignal, work: (file: ImportedFile) => Promise<T>): Promise<T> {
    const place = this.#places.reduce((least, each) => (each.files < least.files ? each : least));
    place.files++;
    try {
      return await place.turns.take(() => work(new ImportedFile(place.process, signal, this.#limitMs)));
    } catch (error) {
      if (!(error instanceof SideMemoryError)) throw error;
      throw new ApiError(
        'too-large',
        fillText(refusalTexts.takesMemory, { most: this.#maxMemoryMb.toLocaleString('en') }),
      );
    } finally {
      place.files--;
    }
  }

  /** Reads the replies of a dataset's server, each in its turn; what `signal` aborts and what is refused as for a file. */
  datasetReader(signal: AbortSignal): DatasetReader {
    return {
      part: (name, answer) => this.read(signal, (file) => file.datasetPart(name, answer)),
      page: (answer) => this.read(signal, (file) => file.datasetPage(answer)),
    };
  }

  async close(): Promise<void> {
    for (const { process } of this.#places) await process.close();
  }
}

/** A file on its way through a process. What is refused throws ApiError as if it had been read here. */
export class ImportedFile {
  readonly #process: Process;
  readonly #signal: AbortSignal;
  /** Of the process's time, not of that in which what it read is kept. */
  #limitMs: number;
  #usedMs = 0;

  constructor(process: Process, signal: AbortSignal, limitMs: number) {
    this.#process = process;
    this.#signal = signal;
    this.#limitMs = limitMs;
  }

  /** As `readLog`; the chunks come in portions. Of `file`, the blocks are gone here. */
  async log(file: LogFile): Promise<Logged<Omit<ReadRun, 'chunks'>>> {
    // The answer is what was asked for, which a message does not say to the compiler; the same below.
    const run = (await this.#ask({ type: 'log', ...file }, file.blocks)) as Omit<ReadRun, 'chunks'>;
    return { ...run, chunks: this.#chunks() };
  }

  /** As `readSolutions`, up to the first problem. Of `file`, the blocks are gone here. */
  async solutions(file: SolutionsFile): Promise<SolutionsPlan> {
    return (await this.#ask({ type: 'solutions', ...file }, file.blocks)) as SolutionsPlan;
  }

  /** The next of the solutions; all chunks of one are to be taken before the next is asked for. Undefined: that was all. */
  async problem(runId: string): Promise<Logged<Omit<SolvedProblem, 'chunks'>> | undefined> {
    const solved = (await this.#ask({ type: 'problem', runId })) as Omit<SolvedProblem, 'chunks'> | undefined;
    return solved && { ...solved, chunks: this.#chunks() };
  }

  /** As `readDatasetPart`. Of `answer`, the bytes are gone here; the same below. */
  async datasetPart(name: DatasetName, answer: DatasetAnswer): Promise<Required<DatasetName> | DatasetRefusal> {
    const part = await this.#ask({ type: 'dataset-part', name, answer }, answer.body);
    return part as Required<DatasetName> | DatasetRefusal;
  }

  /** As `readDatasetPage`. */
  async datasetPage(answer: DatasetAnswer): Promise<DatasetPage | DatasetRefusal> {
    return (await this.#ask({ type: 'dataset-page', answer }, answer.body)) as DatasetPage | DatasetRefusal;
  }

  /** As `readProblems` of the file, whose pieces are taken as they can be read. */
  async *rows({ form, bytes }: ProblemFile): AsyncGenerator<ReadRow, void> {
    await this.#ask({ type: 'set', form });
    for await (const each of bytes) {
      // Memory of its own: what it lies in may be that of other pieces.
      const piece = new Uint8Array(each);
      if (!(yield* this.#rowsNow({ piece }, [piece]))) return;
    }
    yield* this.#rowsNow({ isAll: true });
  }

  /** Gives whether more may come of the file. */
  async *#rowsNow(fed: Fed, blocks: readonly Uint8Array<ArrayBuffer>[] = []): AsyncGenerator<ReadRow, boolean> {
    let portion = (await this.#ask({ type: 'rows', ...fed }, blocks)) as ProblemPortion;
    for (;;) {
      yield* portion.rows;
      if (portion.wants !== 'question') return portion.wants === 'piece';
      portion = (await this.#ask({ type: 'rows' })) as ProblemPortion;
    }
  }

  async *#chunks(): AsyncIterable<NewChunk> {
    for (;;) {
      const portion = (await this.#ask({ type: 'chunks' })) as readonly NewChunk[];
      if (portion.length === 0) return;
      yield* portion;
    }
  }

  async #ask(question: ImportQuestion, blocks: readonly Uint8Array<ArrayBuffer>[] = []): Promise<ImportMade> {
    const transfer = blocks.map(({ buffer }) => buffer);
    this.#limitMs += (blocks.reduce((sum, { byteLength }) => sum + byteLength, 0) / 1_000_000) * moreMsPerMb;
    const from = performance.now();
    const late = AbortSignal.timeout(Math.max(0, Math.ceil(this.#limitMs - this.#usedMs)));
    try {
      const answer = await this.#process.ask(question, { signal: AbortSignal.any([this.#signal, late]), transfer });
      if ('made' in answer) return answer.made;
      const { code, words, details } = answer.refused;
      throw new ApiError(code, words, details);
    } catch (error) {
      if (error !== late.reason || !late.aborted) throw error;
      throw new ApiError('too-large', fillText(refusalTexts.takesTime, { seconds: Math.ceil(this.#limitMs / 1_000) }));
    } finally {
      this.#usedMs += performance.now() - from;
    }
  }
}
