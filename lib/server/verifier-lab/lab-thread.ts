/** The reading of logs and the making of reports in threads of their own: hundreds of logs take seconds. */
import type { ExperimentData } from '@/lib/experiments/model';
import type { LogChunk } from '@/lib/runs';
import type { ComparableRun, LabMaterial, LabRun } from '@/lib/verifier-lab';
import type { Gap, LabQuery, LabReport, TrainingQuery } from '@/lib/verifier-lab/wire';
import { SideWork } from '../side-work/side-work';
import type { LabMade, LabQuestion } from './lab-worker';

export class LabThread {
  readonly #thread: SideWork<LabQuestion, LabMade>;
  /** Thousands of digests take seconds, in which logs are read and reports are made. */
  readonly #measuring: SideWork<LabQuestion, LabMade>;

  /** `entry`: the path of `lab-entry.mjs`. Nothing is started yet. */
  constructor(entry: string) {
    this.#thread = new SideWork({ entry, does: 'reads logs for the lab of verifiers' });
    this.#measuring = new SideWork({ entry, does: 'measures gaps for the lab of verifiers' });
  }

  /** Undefined: the log cannot be read. Rejects where the thread ends meanwhile. */
  read(runId: string, chunks: readonly LogChunk[]): Promise<LabRun | undefined> {
    // The answer is what was asked for, which a message does not say to the compiler.
    return this.#thread.ask({ type: 'read', runId, chunks }) as Promise<LabRun | undefined>;
  }

  /** As above. */
  comparable(runId: string, chunks: readonly LogChunk[]): Promise<ComparableRun | undefined> {
    return this.#thread.ask({ type: 'comparable', runId, chunks }) as Promise<ComparableRun | undefined>;
  }

  lines(
    runId: string,
    chunks: readonly LogChunk[],
    form: TrainingQuery['form'],
  ): Promise<readonly string[] | undefined> {
    return this.#thread.ask({ type: 'lines', runId, chunks, form }) as Promise<readonly string[] | undefined>;
  }

  gaps(id: string, data: ExperimentData, verifier: string): Promise<readonly Gap[]> {
    return this.#measuring.ask({ type: 'gaps', id, data, verifier }) as Promise<readonly Gap[]>;
  }

  report(material: LabMaterial, query: LabQuery): Promise<Omit<LabReport, 'reading'>> {
    return this.#thread.ask({ type: 'report', material, query }) as Promise<Omit<LabReport, 'reading'>>;
  }

  async close(): Promise<void> {
    await this.#thread.close();
    await this.#measuring.close();
  }
}
