/**
 * For tests: the log of one run in memory, whose appends and reads go wrong as a script says. Like a store it appends
 * chunk by chunk, all or nothing, and a repeated append writes nothing twice. It knows no lease.
 */
import { deflateRawSync } from 'node:zlib';
import { toPacked } from '../index';
import type { Lease, LogChunk, LogEntry, PackedChunk, RunLog, RunSummary } from '../index';

/** `refused`: nothing is written. `lost`: written, and the answer does not arrive. `held`: nothing before `until`. */
export type AppendFault =
  | { readonly type: 'refused' | 'lost'; readonly error: unknown }
  | { readonly type: 'held'; readonly until: Promise<void> };

export class ScriptedLog implements Pick<RunLog, 'append' | 'read' | 'readPacked' | 'summary'> {
  readonly chunks: LogChunk[] = [];
  /** What `append` was asked for, whatever came of it. */
  readonly asked: { readonly lease: Lease; readonly entries: readonly LogEntry[]; readonly summary: RunSummary }[] = [];
  /** The `after` of every read. */
  readonly reads: number[] = [];
  /** What happens to the next appends, one each. */
  faults: AppendFault[] = [];
  /** What the next read throws. */
  readError: Error | undefined;
  #summary: RunSummary | undefined;

  async append(lease: Lease, entries: readonly LogEntry[], summary: RunSummary): Promise<void> {
    this.asked.push({ lease, entries, summary });
    const fault = this.faults.shift();
    if (fault?.type === 'refused') throw fault.error;
    if (fault?.type === 'held') await fault.until;
    const [first, last] = [entries[0]!.seq, entries.at(-1)!.seq];
    if (first > (this.chunks.at(-1)?.lastSeq ?? 0)) {
      this.chunks.push({ runId: lease.runId, firstSeq: first, lastSeq: last, json: JSON.stringify(entries) });
      this.#summary = summary;
    }
    if (fault?.type === 'lost') throw fault.error;
  }

  async read(_runId: string, after: number, limit: number): Promise<readonly LogChunk[]> {
    this.reads.push(after);
    const error = this.readError;
    this.readError = undefined;
    if (error !== undefined) throw error;
    return this.chunks
      .filter(({ lastSeq }) => lastSeq > after)
      .slice(0, limit)
      .map((chunk) => {
        if (chunk.firstSeq > after) return chunk;
        const rest = (JSON.parse(chunk.json) as LogEntry[]).filter(({ seq }) => seq > after);
        return { ...chunk, firstSeq: rest[0]!.seq, json: JSON.stringify(rest) };
      });
  }

  async readPacked(runId: string, after: number, limit: number): Promise<readonly PackedChunk[]> {
    const chunks = await this.read(runId, after, limit);
    return chunks.map(({ lastSeq, json }) => ({
      lastSeq,
      deflated: deflateRawSync(toPacked(JSON.parse(json) as LogEntry[])),
    }));
  }

  async summary(): Promise<RunSummary | undefined> {
    return this.#summary;
  }

  /** The run is deleted. */
  remove(): void {
    this.chunks.length = 0;
    this.#summary = undefined;
  }

  /** A chunk lies there as `json` from now on. */
  damage(index: number, json: string): void {
    this.chunks[index] = { ...this.chunks[index]!, json };
  }

  /** Everything that is written, in order. */
  entries(): LogEntry[] {
    return this.chunks.flatMap(({ json }) => JSON.parse(json) as LogEntry[]);
  }
}

/** A promise that a test resolves when it likes. */
export function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
