/**
 * What /metrics tells: counters, gauges and histograms per model, fed by the service. It computes no text; the clock is
 * the process's monotonic one.
 */

import type { SequenceOutput } from './engine/messages';

/** Upper bounds in seconds, vLLM's for the time to the first token. */
export const firstTokenBounds = [
  0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80,
] as const;
export const requestBounds = [0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120] as const;

export class Histogram {
  readonly bounds: readonly number[];
  readonly counts: number[];
  sum = 0;
  count = 0;

  constructor(bounds: readonly number[]) {
    this.bounds = bounds;
    this.counts = bounds.map(() => 0);
  }

  observe(seconds: number): void {
    this.sum += seconds;
    this.count++;
    this.bounds.forEach((bound, i) => {
      if (seconds <= bound) this.counts[i]!++;
    });
  }
}

export interface ModelStatistics {
  readonly name: string;
  promptTokens: number;
  generationTokens: number;
  cacheQueries: number;
  cacheHits: number;
  readonly endings: Record<'stop' | 'length' | 'abort', number>;
  readonly firstToken: Histogram;
  readonly queueTime: Histogram;
  readonly requestTime: Histogram;
}

/** What one request tells while it lives. */
export interface RequestAccount {
  readonly onStart: () => void;
  readonly onOutput: (output: SequenceOutput, promptLength: number) => void;
  /** Counts nothing once everything has finished. */
  readonly onAbort: () => void;
}

export class Statistics {
  readonly models: readonly ModelStatistics[];
  readonly #cacheUse: (readonly number[])[];

  constructor(names: readonly string[], workers: number) {
    this.models = names.map((name) => ({
      name,
      promptTokens: 0,
      generationTokens: 0,
      cacheQueries: 0,
      cacheHits: 0,
      endings: { stop: 0, length: 0, abort: 0 },
      firstToken: new Histogram(firstTokenBounds),
      queueTime: new Histogram(requestBounds),
      requestTime: new Histogram(requestBounds),
    }));
    this.#cacheUse = Array.from({ length: workers }, () => []);
  }

  onCacheUse(worker: number, use: readonly number[]): void {
    this.#cacheUse[worker] = use;
  }

  /** Share of the prefix cache in use over all workers, 0 to 1. */
  cacheUse(model: number): number {
    return this.#cacheUse.reduce((sum, use) => sum + (use[model] ?? 0), 0) / this.#cacheUse.length;
  }

  openRequest(model: number, sequences: number, promptTokens: number): RequestAccount {
    const own = this.models[model]!;
    const openedAt = performance.now();
    const since = () => (performance.now() - openedAt) / 1000;
    let unfinished = sequences;
    let hasToken = false;
    return {
      onStart: () => {
        own.queueTime.observe(since());
        own.promptTokens += promptTokens;
      },
      onOutput: (output, promptLength) => {
        own.generationTokens += output.tokens.length;
        if (output.cachedTokens !== undefined) {
          own.cacheQueries += promptLength;
          own.cacheHits += output.cachedTokens;
        }
        if (!hasToken) {
          hasToken = true;
          own.firstToken.observe(since());
        }
        if (output.finish === undefined) return;
        own.endings[output.finish.reason]++;
        unfinished--;
        if (unfinished === 0) own.requestTime.observe(since());
      },
      onAbort: () => {
        own.endings.abort += unfinished;
        unfinished = 0;
      },
    };
  }
}
