/**
 * What the server's main thread and its worker threads say to each other. Plain data only; no behaviour.
 */

import type { LlamaConfig } from '../model/llama-config';
import type { LogProbabilityRequest, PositionLogProbabilities } from './log-probabilities';
import type { RuntimeChoice } from './runtime';
import type { SamplingSettings } from './sampler';

/** A model as the workers need it; the big parts lie in shared memory. */
export interface WorkerModel {
  readonly name: string;
  readonly config: LlamaConfig;
  readonly onnx: Uint8Array;
  readonly tokenBytes: { readonly bytes: Uint8Array; readonly offsets: Uint32Array; readonly special: Uint8Array };
  /** Ends a sequence with stop_reason null. */
  readonly endTokenId: number | undefined;
  /** Further end tokens of generation_config.json; they end with their id as stop_reason. */
  readonly otherEndTokenIds: readonly number[];
}

export interface WorkerSetup {
  readonly models: readonly WorkerModel[];
  readonly runtime: RuntimeChoice;
  readonly maxRows: number;
  /** Bytes of cached prefixes this worker may keep, over all models. */
  readonly cacheBytes: number;
  /** Tokens per second each sequence is slowed down to. */
  readonly pace?: number;
}

/** One continuation to generate. */
export interface SequenceRequest {
  /** Unique in this process. */
  readonly id: number;
  readonly model: number;
  readonly prompt: readonly number[];
  /** At least 1, and prompt + maxTokens fits the context. */
  readonly maxTokens: number;
  readonly minTokens: number;
  readonly ignoreEnd: boolean;
  readonly stopTokenIds: readonly number[];
  readonly stop: readonly string[];
  readonly includeStop: boolean;
  readonly skipSpecialTokens: boolean;
  readonly sampling: SamplingSettings;
  /** Seed of this very sequence, a 32-bit integer. */
  readonly seed: number;
  readonly logprobs?: LogProbabilityRequest;
  /** Asks for the log-probability of every prompt token; such a sequence is computed from its start. */
  readonly promptLogprobs?: LogProbabilityRequest;
}

export type FinishReason = 'stop' | 'length';

/** What one sequence gained since it was told of last. */
export interface SequenceOutput {
  readonly id: number;
  readonly tokens: readonly number[];
  readonly text: string;
  /** One per token, when asked for. */
  readonly logprobs?: readonly PositionLogProbabilities[];
  /** With the first output: prompt tokens found in the prefix cache. */
  readonly cachedTokens?: number;
  /** With the first output, when asked for: one per prompt token, undefined for the first. */
  readonly promptLogprobs?: readonly (PositionLogProbabilities | undefined)[];
  /** With the last output. */
  readonly finish?: { readonly reason: FinishReason; readonly stopReason: string | number | null };
}

export interface WorkerStatistics {
  /** Per model: share of the prefix cache in use, 0 to 1. */
  readonly cacheUse: readonly number[];
}

export type ToWorker =
  | { readonly type: 'add'; readonly sequences: readonly SequenceRequest[] }
  | { readonly type: 'abort'; readonly ids: readonly number[] };

export type FromWorker =
  | { readonly type: 'ready'; readonly runtime: 'native' | 'wasm'; readonly fallbackReason?: string }
  | { readonly type: 'tick'; readonly outputs: readonly SequenceOutput[]; readonly statistics: WorkerStatistics };
