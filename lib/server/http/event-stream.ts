/**
 * A run's log as an HTTP body: as an event stream that follows it to its end, or as lines to download. Pull-based: what
 * the client does not read is not read from the store. Knows the wire form of entries, not their meaning.
 */
import { followRun } from '@/lib/runs';
import type { LogChunk, RunFeed, RunLog } from '@/lib/runs';

/** Comments that keep proxies and clients from taking silence for death. */
const pingMs = 15_000;
const chunksPerRead = 32;
const encoder = new TextEncoder();

interface LogSource {
  readonly log: Pick<RunLog, 'read' | 'summary'>;
  readonly feed: RunFeed;
  readonly runId: string;
  /** Last entry the client has; 0 for none. */
  readonly after: number;
}

/**
 * One message per chunk: `id:` is the seq of its last entry, the data a JSON array of entries. Ends after the terminal
 * entry, or when `signal` aborts.
 */
export function eventStream({ log, feed, runId, after }: LogSource, signal: AbortSignal): Response {
  const gone = new AbortController();
  const chunks = followRun(log, feed, { runId, after, signal: AbortSignal.any([signal, gone.signal]) });
  let next: Promise<IteratorResult<LogChunk, void>> | undefined;
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(encoder.encode('retry: 500\n\n')),
      async pull(controller) {
        next ??= chunks.next();
        let timer: ReturnType<typeof setTimeout> | undefined;
        const ping = new Promise<undefined>((resolve) => {
          timer = setTimeout(() => resolve(undefined), pingMs);
        });
        const step = await Promise.race([next, ping]).finally(() => clearTimeout(timer));
        if (step === undefined) return controller.enqueue(encoder.encode(': ping\n\n'));
        next = undefined;
        if (step.done === true) return controller.close();
        controller.enqueue(encoder.encode(`id: ${step.value.lastSeq}\ndata: ${step.value.json}\n\n`));
      },
      cancel: () => gone.abort(),
    },
    { highWaterMark: 1 },
  );
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      // Without no-transform the framework compresses the stream and holds messages back.
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}

/** The entries that are there now, one JSON object a line. */
export function logDownload({ log, runId, after }: LogSource): Response {
  let cursor = after;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const chunks = await log.read(runId, cursor, chunksPerRead);
        if (chunks.length === 0) return controller.close();
        cursor = chunks.at(-1)!.lastSeq;
        controller.enqueue(encoder.encode(chunks.flatMap(linesOf).join('')));
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, {
    headers: {
      'content-type': 'application/x-ndjson; charset=utf-8',
      'content-disposition': `attachment; filename="longthink-${runId}.ndjson"`,
      'cache-control': 'no-store, no-transform',
    },
  });
}

/** A chunk that is damaged goes out as it lies there, for whoever wants to mend it. */
function linesOf({ json }: LogChunk): readonly string[] {
  try {
    return (JSON.parse(json) as unknown[]).map((entry) => `${JSON.stringify(entry)}\n`);
  } catch {
    return [`${json}\n`];
  }
}
