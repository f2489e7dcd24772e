/**
 * The time that a GPU takes: up to `rows` sequences get a token each at every tick, the others wait, and prompts cost what
 * of them the prefix cache does not hold. Knows no texts and no HTTP.
 */

export interface Sequence {
  readonly request: RowRequest;
  /** Tokens that it will write. */
  readonly length: number;
  /** Tokens of its prompt that have to be read. */
  readonly unread: number;
  written: number;
}

export interface RowRequest {
  /** Nobody waits for it any more. */
  isGone: boolean;
  /** Told after each tick in which some of its sequences wrote, from `before` up to `written`. */
  readonly onTick: (progress: readonly { readonly sequence: Sequence; readonly before: number }[]) => void;
}

export interface RowsOptions {
  /** Sequences that write at a time. */
  readonly rows: number;
  /** Milliseconds of a tick; 0: everything is written at once. */
  readonly ms: number;
  /** Prompt tokens read a second; Infinity where `ms` is 0. */
  readonly readRate: number;
}

export interface RowStatistics {
  tokens: number;
  ticks: number;
  /** Sequences summed over ticks. */
  rowTicks: number;
  /** Milliseconds that the ticks were to take: what a busy machine adds to them is not in it. */
  busyMs: number;
}

export interface Rows {
  readonly running: number;
  readonly waiting: number;
  readonly statistics: RowStatistics;
  add(sequences: readonly Sequence[]): void;
}

export function createRows({ rows, ms, readRate }: RowsOptions): Rows {
  let running: Sequence[] = [];
  const waiting: Sequence[] = [];
  const statistics: RowStatistics = { tokens: 0, ticks: 0, rowTicks: 0, busyMs: 0 };
  let isScheduled = false;
  /** When the tick before was due: what the timer is late by is not added up. */
  let dueAt = 0;

  function schedule(): void {
    if (isScheduled) return;
    let unread = 0;
    while (running.length < rows) {
      const next = waiting.shift();
      if (next === undefined) break;
      if (next.request.isGone) continue;
      running.push(next);
      unread += next.unread;
    }
    if (running.length === 0) return;
    isScheduled = true;
    const now = performance.now();
    const tickMs = ms === 0 ? 0 : ms + (unread / readRate) * 1_000;
    dueAt = Math.max(dueAt, now) + tickMs;
    statistics.busyMs += tickMs;
    statistics.ticks++;
    statistics.rowTicks += running.length;
    if (ms === 0) setImmediate(tick);
    else setTimeout(tick, dueAt - now);
  }

  function tick(): void {
    isScheduled = false;
    const progress = new Map<RowRequest, { readonly sequence: Sequence; readonly before: number }[]>();
    for (const sequence of running) {
      const { request, length, written: before } = sequence;
      if (request.isGone) continue;
      sequence.written = ms === 0 ? length : before + 1;
      statistics.tokens += sequence.written - before;
      const own = progress.get(request) ?? [];
      own.push({ sequence, before });
      progress.set(request, own);
    }
    running = running.filter(({ request, length, written }) => !request.isGone && written < length);
    for (const [request, own] of progress) request.onTick(own);
    schedule();
  }

  return {
    get running() {
      return running.length;
    },
    get waiting() {
      return waiting.length;
    },
    statistics,
    add(sequences) {
      waiting.push(...sequences);
      schedule();
    },
  };
}

/** Tokens in a block of the prefix cache, and blocks that it holds. */
const blockTokens = 16;
const mostBlocks = 400_000;

/** How many tokens at the beginning of `ids` were seen before; they are from now on. */
export function createPrefixCache(): (ids: readonly number[]) => number {
  let blocks = new Set<number>();
  return (ids) => {
    let hash = 7;
    let known = 0;
    let isKnown = true;
    for (const [place, id] of ids.entries()) {
      hash = (Math.imul(hash ^ id, 0x01000193) >>> 0) ^ (hash >>> 15);
      if (place % blockTokens !== blockTokens - 1) continue;
      const key = (hash >>> 0) * 4_096 + ((place / blockTokens) & 4_095);
      isKnown &&= blocks.has(key);
      if (isKnown) known = place + 1;
      blocks.add(key);
    }
    if (blocks.size > mostBlocks) blocks = new Set();
    return known;
  };
}
