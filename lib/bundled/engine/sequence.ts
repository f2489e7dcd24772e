/**
 * One continuation while it is being generated: its tokens, where its prompt ends, its text and why it stopped.
 * It knows no rows of others and no graph.
 */

import { uniformAt } from '@/lib/base';
import { logProbabilities, type PositionLogProbabilities } from './log-probabilities';
import type { SequenceOutput, SequenceRequest, WorkerModel } from './messages';
import type { Sampler } from './sampler';
import { TextStream, type TokenBytes } from './text-stream';

export class Sequence {
  readonly request: SequenceRequest;
  readonly #model: WorkerModel;
  /** Prompt and generated tokens. */
  readonly tokens: number[];
  cachedTokens = 0;
  readonly #text: TextStream;
  readonly #promptLogprobs: (PositionLogProbabilities | undefined)[] | undefined;
  readonly #endsHere: ReadonlySet<number>;
  readonly #bannedEarly: readonly number[];
  #hasReported = false;

  constructor(request: SequenceRequest, model: WorkerModel, tokenBytes: TokenBytes) {
    this.request = request;
    this.#model = model;
    this.tokens = [...request.prompt];
    this.#text = new TextStream(tokenBytes, request);
    this.#promptLogprobs = request.promptLogprobs ? [undefined] : undefined;
    const ends = request.ignoreEnd
      ? []
      : [...(model.endTokenId === undefined ? [] : [model.endTokenId]), ...model.otherEndTokenIds];
    this.#endsHere = new Set([...ends, ...request.stopTokenIds]);
    this.#bannedEarly = [...this.#endsHere];
  }

  get promptLength(): number {
    return this.request.prompt.length;
  }

  get generatedCount(): number {
    return this.tokens.length - this.promptLength;
  }

  /** Takes the logits that follow prompt position `position` (0-based): they judge the prompt token after it. */
  acceptPromptLogits(position: number, logits: Float32Array): void {
    if (!this.#promptLogprobs || !this.request.promptLogprobs || position + 1 >= this.promptLength) return;
    this.#promptLogprobs.push(logProbabilities(logits, this.tokens[position + 1]!, this.request.promptLogprobs));
  }

  /**
   * Draws the next token from the logits of the last position and says what the client gets.
   * The uniform depends on the seed and the token's absolute position only, so neither the batch nor a restart from
   * prompt + generated tokens changes the continuation.
   */
  acceptLogits(logits: Float32Array, sampler: Sampler): SequenceOutput {
    const { request } = this;
    const token = sampler.draw(logits, request.sampling, {
      uniform: uniformAt(request.seed, this.tokens.length),
      context: this.tokens,
      bannedTokenIds: this.generatedCount < request.minTokens ? this.#bannedEarly : [],
    });
    this.tokens.push(token);
    const isEnd = this.#endsHere.has(token);
    const stopped = this.#text.push(token, isEnd && !request.includeStop);
    const finish = this.#finishAfter(token, isEnd, stopped);
    const isFirst = !this.#hasReported;
    this.#hasReported = true;
    return {
      id: request.id,
      tokens: [token],
      text: this.#text.take(finish !== undefined),
      logprobs: request.logprobs && [logProbabilities(logits, token, request.logprobs)],
      cachedTokens: isFirst ? this.cachedTokens : undefined,
      promptLogprobs: isFirst ? this.#promptLogprobs : undefined,
      finish,
    };
  }

  #finishAfter(token: number, isEnd: boolean, stopped: boolean): SequenceOutput['finish'] {
    if (isEnd)
      return { reason: 'stop', stopReason: token === this.#model.endTokenId && !this.request.ignoreEnd ? null : token };
    if (stopped) return { reason: 'stop', stopReason: this.#text.stoppedBy ?? null };
    const isFull =
      this.generatedCount >= this.request.maxTokens || this.tokens.length >= this.#model.config.contextLength;
    return isFull ? { reason: 'length', stopReason: null } : undefined;
  }
}
