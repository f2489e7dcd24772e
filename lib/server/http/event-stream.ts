/**
 * A run's log as an HTTP body: as an event stream that follows it to its end, or as lines to download. Pull-based: what
 * the client does not read is not read from the store. Knows the wire form of entries, not their meaning.
 */
import { wholeNumber } from '@/lib/base';
import { followRun } from '@/lib/runs';
import type { LogChunk, RunFeed, RunLog, RunMarksStore } from '@/lib/runs';
import { logQuerySchema } from '@/lib/runs/wire';
import { readQuery } from './request-body';

/**
 * So often a stream says that it is there: as an event, which a page hears, since a connection that died in the middle is
 * silent. Keeps proxies from closing it, too.
 */
const pingMs = 5_000;
const chunksPerRead = 32;
const encoder = new TextEncoder();
const lastEventIdSchema = wholeNumber({ min: 0 }).catch(0);

interface LogSource {
  readonly log: Pick<RunLog, 'read' | 'readPacked' | 'summary'>;
  readonly marks: Pick<RunMarksStore, 'of'>;
  readonly feed: RunFeed;
  readonly runId: string;
}

/** What the client wants of it: everything after the last entry that it has; 0 for none. */
interface LogRest extends LogSource {
  readonly after: number;
}

/**
 * The log as it is asked for: followed to its end for an event stream, otherwise what is there now, as lines or packed. It ends early when the
 * client leaves or `closing` aborts. Throws ApiError 400 for an `after` that is no number of an entry.
 */
export function logReply(source: LogSource, request: Request, closing: AbortSignal): Response {
  const { after, packed, marks } = readQuery(request, logQuerySchema);
  // A browser that connects again by itself asks for the old address and says how far it came; an odd id says nothing.
  const seen = lastEventIdSchema.parse(request.headers.get('last-event-id') ?? 0);
  const rest = { ...source, after: Math.max(after, seen) };
  if (packed !== undefined) return packedLog(rest);
  const wantsStream = request.headers.get('accept')?.includes('text/event-stream') === true;
  return wantsStream
    ? eventStream(rest, AbortSignal.any([request.signal, closing]))
    : logDownload(rest, marks !== undefined);
}

/**
 * One message per chunk: `id:` is the seq of its last entry, the data a JSON array of entries. Ends with the event `end` when
 * the run is over, or gone; without it when `signal` aborts.
 */
function eventStream({ log, feed, runId, after }: LogRest, signal: AbortSignal): Response {
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
        if (step === undefined) return controller.enqueue(encoder.encode('event: ping\ndata: []\n\n'));
        next = undefined;
        if (step.done === true) {
          // A stream that is cut is one without it.
          if (!signal.aborted) controller.enqueue(encoder.encode('event: end\ndata: []\n\n'));
          return controller.close();
        }
        controller.enqueue(encoder.encode(`id: ${step.value.lastSeq}\ndata: ${step.value.json}\n\n`));
      },
      async cancel() {
        gone.abort();
        // It may stand at a chunk that nobody will take any more.
        await chunks.return();
      },
    },
    { highWaterMark: 1 },
  );
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      // Without no-transform the framework compresses the stream and holds messages back.
      'cache-control': 'private, no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}

/** The entries that are there now, one JSON object a line; and their marks behind them, where they are asked for. */
function logDownload(rest: LogRest, isMarked: boolean): Response {
  const behind = isMarked ? async () => `${JSON.stringify({ marks: await rest.marks.of(rest.runId) })}\n` : undefined;
  return new Response(linesOfLog(rest, behind), {
    headers: {
      'content-type': 'application/x-ndjson; charset=utf-8',
      'content-disposition': `attachment; filename="longthink-${rest.runId}.ndjson"`,
      'cache-control': 'no-store, no-transform',
    },
  });
}

/** What is there now as it lies in the store, packed: each chunk behind the number of its bytes (32 bits, the highest first). */
function packedLog({ log, runId, after }: LogRest): Response {
  let cursor = after;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const chunks = await log.readPacked(runId, cursor, chunksPerRead);
        for (const { deflated } of chunks) {
          const length = new DataView(new ArrayBuffer(4));
          length.setUint32(0, deflated.byteLength);
          controller.enqueue(new Uint8Array(length.buffer));
          controller.enqueue(deflated);
        }
        if (chunks.length === 0) controller.close();
        else cursor = chunks.at(-1)!.lastSeq;
      },
    },
    { highWaterMark: 0 },
  );
  // Its own type and no content-encoding, which the framework takes away.
  return new Response(body, {
    headers: { 'content-type': 'application/octet-stream', 'cache-control': 'no-store, no-transform' },
  });
}

/** What is there now, a line an entry. */
function linesOfLog(
  { log, runId, after }: LogRest,
  behind: (() => Promise<string>) | undefined,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let cursor = after;
  return new ReadableStream(
    {
      async pull(controller) {
        const chunks = await log.read(runId, cursor, chunksPerRead);
        if (chunks.length === 0) {
          if (behind !== undefined) controller.enqueue(encoder.encode(await behind()));
          return controller.close();
        }
        cursor = chunks.at(-1)!.lastSeq;
        controller.enqueue(encoder.encode(chunks.flatMap(linesOf).join('')));
      },
    },
    { highWaterMark: 0 },
  );
}

/** A chunk that is damaged goes out as it lies there, for whoever wants to mend it. */
function linesOf({ json }: LogChunk): readonly string[] {
  try {
    return (JSON.parse(json) as unknown[]).map((entry) => `${JSON.stringify(entry)}\n`);
  } catch {
    return [`${json}\n`];
  }
}
