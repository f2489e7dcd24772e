/**
 * The models of this process behind one door: finds a model by name, turns prompts into sequences, hands them to the
 * scheduler and their news to whoever asked. It knows no HTTP; refusals are ApiErrors because they go to clients as they are.
 */

import { assertDefined } from '@/lib/base';
import { ApiError } from './http/api-error';
import type { GenerationSettings } from './http/request-fields';
import type { LogProbabilityRequest } from './engine/log-probabilities';
import type { SequenceOutput, SequenceRequest } from './engine/messages';
import type { RuntimeChoice } from './engine/runtime';
import { startWorkerPool, type WorkerPool } from './engine/worker-pool';
import { findModelFolders, loadModel, type LoadedModel } from './model/load-model';
import { QueueFullError, Scheduler } from './schedule/scheduler';
import { Statistics } from './statistics';

export interface ServiceOptions {
  /** Folder whose sub-folders are models. */
  readonly models: string;
  /** Worker threads. */
  readonly workers: number;
  /** Sequences per worker and model that are computed together. */
  readonly maxRows: number;
  /** Sequences of one model that may wait. */
  readonly maxWaiting: number;
  /** Bytes of cached prefixes, per worker. */
  readonly cacheBytes: number;
  readonly runtime: RuntimeChoice;
  /** Tokens per second each sequence is slowed down to; absent: as fast as it goes. */
  readonly pace?: number;
  /** Nothing can be computed any more. */
  readonly onFailure: (error: Error) => void;
}

/** One prompt that is continued `settings.n` times. */
export interface PromptPlan {
  readonly tokens: readonly number[];
  /** At least 1. */
  readonly maxTokens: number;
}

export interface GenerationPlan {
  readonly model: ServedModel;
  readonly prompts: readonly PromptPlan[];
  readonly settings: GenerationSettings;
  readonly logprobs: LogProbabilityRequest | undefined;
  readonly promptLogprobs: LogProbabilityRequest | undefined;
}

/** News of one continuation; `choice` is prompt index times n plus sample index. */
export interface ChoiceOutput {
  readonly choice: number;
  readonly output: SequenceOutput;
}

export interface ServedModel extends LoadedModel {
  readonly index: number;
}

export class ModelService {
  readonly models: readonly ServedModel[];
  readonly statistics: Statistics;
  readonly #pool: WorkerPool;
  readonly #scheduler: Scheduler;
  #nextId = 1;

  private constructor(
    models: readonly ServedModel[],
    parts: { pool: WorkerPool; scheduler: Scheduler; statistics: Statistics },
  ) {
    this.models = models;
    this.#pool = parts.pool;
    this.#scheduler = parts.scheduler;
    this.statistics = parts.statistics;
  }

  /** Loads every model and starts the workers. Throws ModelFileError for a model that cannot be read. */
  static async start(options: ServiceOptions): Promise<ModelService> {
    const folders = await findModelFolders(options.models);
    const models = (await Promise.all(folders.map(loadModel))).map((model, index) => ({ ...model, index }));
    const statistics = new Statistics(
      models.map(({ name }) => name),
      options.workers,
    );
    let scheduler: Scheduler | undefined;
    const pool = await startWorkerPool(
      options.workers,
      {
        models: models.map(({ name, config, onnx, tokenizer, endTokenId, otherEndTokenIds }) => ({
          name,
          config,
          onnx,
          tokenBytes: tokenizer.tokenBytes,
          endTokenId,
          otherEndTokenIds,
        })),
        runtime: options.runtime,
        maxRows: options.maxRows,
        cacheBytes: options.cacheBytes,
        pace: options.pace,
      },
      {
        onTick: (worker, outputs, { cacheUse }) => {
          statistics.onCacheUse(worker, cacheUse);
          scheduler?.accept(worker, outputs);
        },
        onFailure: options.onFailure,
      },
    );
    scheduler = new Scheduler({
      workers: options.workers,
      models: models.length,
      maxRows: options.maxRows,
      maxWaiting: options.maxWaiting,
      add: pool.add,
      abort: pool.abort,
    });
    return new ModelService(models, { pool, scheduler, statistics });
  }

  get runtime(): string {
    return this.#pool.fallbackReason === undefined
      ? this.#pool.runtime
      : `${this.#pool.runtime} (${this.#pool.fallbackReason})`;
  }

  /** The model of that name; the first one when a request names none. Throws ApiError 404. */
  find(name: string | null | undefined): ServedModel {
    const found =
      name === undefined || name === null || name === ''
        ? this.models[0]
        : this.models.find((model) => model.name === name);
    if (found !== undefined) return found;
    throw new ApiError({ status: 404, message: `The model \`${name ?? ''}\` does not exist.`, param: 'model' });
  }

  runningCount(model: ServedModel): number {
    return this.#scheduler.runningCount(model.index);
  }

  waitingCount(model: ServedModel): number {
    return this.#scheduler.waitingCount(model.index);
  }

  /**
   * Starts all continuations of a plan; `onOutputs` hears of them until each has finished. Returns the function that
   * aborts what has not. Throws ApiError 503 when the queue is full.
   */
  generate(plan: GenerationPlan, onOutputs: (outputs: readonly ChoiceOutput[]) => void): () => void {
    const { model, settings } = plan;
    const firstId = this.#nextId;
    const sequences = plan.prompts.flatMap((prompt) =>
      Array.from({ length: settings.n }, (_, sample) => this.#sequence(plan, prompt, sample)),
    );
    const account = this.statistics.openRequest(
      model.index,
      sequences.length,
      plan.prompts.reduce((sum, { tokens }) => sum + tokens.length, 0),
    );
    try {
      const abort = this.#scheduler.submit({
        model: model.index,
        sequences,
        onStart: account.onStart,
        onOutputs: (outputs) => {
          for (const output of outputs)
            account.onOutput(output, assertDefined(sequences[output.id - firstId], 'an own sequence').prompt.length);
          onOutputs(outputs.map((output) => ({ choice: output.id - firstId, output })));
        },
      });
      return () => {
        abort();
        account.onAbort();
      };
    } catch (error) {
      if (!(error instanceof QueueFullError)) throw error;
      throw new ApiError({ status: 503, message: error.message, retryAfterSeconds: 1 });
    }
  }

  #sequence(plan: GenerationPlan, prompt: PromptPlan, sample: number): SequenceRequest {
    const { settings } = plan;
    return {
      id: this.#nextId++,
      model: plan.model.index,
      prompt: prompt.tokens,
      maxTokens: prompt.maxTokens,
      minTokens: settings.minTokens,
      ignoreEnd: settings.ignoreEnd,
      stopTokenIds: settings.stopTokenIds,
      stop: settings.stop,
      includeStop: settings.includeStop,
      skipSpecialTokens: settings.skipSpecialTokens,
      sampling: settings.sampling,
      // As in vLLM: sample i of n is drawn with seed + i, and every prompt of a batch starts from the same seed.
      seed: (settings.seed === undefined ? Math.floor(Math.random() * 2 ** 32) : settings.seed + sample) | 0,
      logprobs: plan.logprobs,
      promptLogprobs: plan.promptLogprobs,
    };
  }
}
