/** A whole log as the store keeps it, unread: what is handed to the thread that reads it. */
import type { LogChunk, RunLog } from '@/lib/runs';

const chunksPerRead = 64;

export async function readChunksOf(log: Pick<RunLog, 'read'>, runId: string): Promise<readonly LogChunk[]> {
  const all: LogChunk[] = [];
  for (let after = 0; ;) {
    const chunks = await log.read(runId, after, chunksPerRead);
    if (chunks.length === 0) return all;
    all.push(...chunks);
    after = chunks.at(-1)!.lastSeq;
  }
}
