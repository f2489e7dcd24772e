/**
 * Continuous batching of one model on one thread. Every tick computes one block of prompt for some sequences and one
 * token for all others; new sequences join and finished ones leave between ticks. It knows no HTTP, no other threads.
 *
 * Rows [0, decoding) hold sequences that have one token to compute, rows [decoding, rowCount) those with more (prompts),
 * so that each kind is one contiguous range for the graph.
 */

import { BLOCK_SIZE } from '../model/decoder-graph';
import type { Decoder, RowStep } from './decoder';
import { KeyValueRows } from './key-value-rows';
import type { SequenceOutput, SequenceRequest, WorkerModel } from './messages';
import { PrefixCache } from './prefix-cache';
import { Sampler } from './sampler';
import { Sequence } from './sequence';
import type { TokenBytes } from './text-stream';
import { TokenGuesses } from './token-guesses';

/** Prompt tokens computed per tick at most, so that running sequences are not held up by long prompts. */
const PROMPT_TOKENS_PER_TICK = 512;
/** A sequence waits for a running prompt that shares this many more tokens than the cache holds. */
const WORTH_WAITING_FOR = 8;
/** Guessed tokens a sequence where one, two or three are written: so many make a run of the graph hardly longer. */
const GUESSES = [3, 1, 1] as const;

export interface ModelEngineOptions {
  readonly model: WorkerModel;
  readonly decoder: Decoder;
  readonly tokenBytes: TokenBytes;
  readonly maxRows: number;
  readonly cacheBytes: number;
  /** Tokens per second and sequence, at most. */
  readonly pace?: number;
}

export class ModelEngine {
  readonly #options: ModelEngineOptions;
  readonly #rows: KeyValueRows;
  readonly #cache: PrefixCache;
  readonly #sampler: Sampler;
  readonly #guesses = new TokenGuesses();
  readonly #running: Sequence[] = [];
  #waiting: Sequence[] = [];
  #decoding = 0;
  #nextDecodeAt = 0;

  constructor(options: ModelEngineOptions) {
    this.#options = options;
    this.#rows = new KeyValueRows(options.model.config);
    this.#cache = new PrefixCache({ blockFloats: this.#rows.blockFloats, maxBytes: options.cacheBytes });
    this.#sampler = new Sampler(options.model.config.vocabularySize);
  }

  get isIdle(): boolean {
    return this.#running.length === 0 && this.#waiting.length === 0;
  }

  /** Share of the prefix cache in use, 0 to 1. */
  get cacheUse(): number {
    return this.#cache.capacity === 0 ? 0 : this.#cache.blockCount / this.#cache.capacity;
  }

  add(request: SequenceRequest): void {
    this.#waiting.push(new Sequence(request, this.#options.model, this.#options.tokenBytes));
  }

  /** Drops sequences wherever they stand; what they computed stays in the prefix cache. */
  abort(ids: ReadonlySet<number>): void {
    this.#waiting = this.#waiting.filter((sequence) => !ids.has(sequence.request.id));
    for (let row = this.#running.length - 1; row >= 0; row--) {
      if (ids.has(this.#running[row]!.request.id)) this.#remove(row);
    }
  }

  /** Milliseconds until the next tick has something to do: 0 unless a pace is set. */
  delayMs(now: number): number {
    const hasPrompts =
      this.#decoding < this.#running.length ||
      (this.#waiting.length > 0 && this.#running.length < this.#options.maxRows);
    return hasPrompts ? 0 : Math.max(0, this.#nextDecodeAt - now);
  }

  async tick(now: number): Promise<SequenceOutput[]> {
    this.#admit();
    const outputs: SequenceOutput[] = [];
    if (this.#decoding < this.#running.length) await this.#computePrompts(outputs);
    if (this.#decoding > 0 && now >= this.#nextDecodeAt) {
      if (this.#options.pace !== undefined)
        this.#nextDecodeAt = Math.max(this.#nextDecodeAt, now - 1000 / this.#options.pace) + 1000 / this.#options.pace;
      await this.#computeTokens(outputs);
    }
    return outputs;
  }

  /** Gives waiting sequences rows, in order, reusing cached prefixes. */
  #admit(): void {
    if (this.#waiting.length === 0) return;
    this.#waiting = this.#waiting.filter((sequence) => {
      if (this.#running.length >= this.#options.maxRows) return true;
      const readsCache = sequence.request.promptLogprobs === undefined;
      if (readsCache && this.#isWorthWaiting(sequence)) return true;
      const row = this.#rows.addRow();
      this.#running.push(sequence);
      // What only scores is asked for no more than one.
      if (sequence.request.maxTokens > 1) this.#guesses.learn(sequence.tokens, 0);
      if (readsCache) {
        // The last token is always computed: its logits are what generation starts from.
        const { blocks, length } = this.#cache.match(sequence.tokens, sequence.promptLength - 1);
        for (const block of blocks) this.#rows.appendBlock(row, block.values, block.count);
        sequence.cachedTokens = length;
      }
      this.#settle(row);
      return false;
    });
  }

  #isWorthWaiting(sequence: Sequence): boolean {
    if (this.#decoding === this.#running.length) return false;
    const limit = sequence.promptLength - 1;
    const cached = this.#cache.matchLength(sequence.tokens, limit);
    for (let row = this.#decoding; row < this.#running.length; row++) {
      const other = this.#running[row]!;
      if (commonLength(sequence.tokens, other.tokens, limit) >= cached + WORTH_WAITING_FOR) return true;
    }
    return false;
  }

  async #computePrompts(outputs: SequenceOutput[]): Promise<void> {
    const first = this.#decoding;
    const steps: RowStep[] = [];
    let budget = PROMPT_TOKENS_PER_TICK;
    for (let row = first; row < this.#running.length && (budget > 0 || steps.length === 0); row++) {
      const sequence = this.#running[row]!;
      const done = this.#rows.length(row);
      const end = Math.min(sequence.tokens.length, done - (done % BLOCK_SIZE) + BLOCK_SIZE);
      const tokens = sequence.tokens.slice(done, end);
      const isLast = end === sequence.tokens.length;
      steps.push({ tokens, wanted: sequence.request.promptLogprobs ? tokens.length : isLast ? 1 : 0 });
      budget -= BLOCK_SIZE;
    }
    const starts = steps.map((_, i) => this.#rows.length(first + i));
    const logits = await this.#options.decoder.run(this.#rows, first, steps);
    // Rows move when they settle, so sequences are looked up before.
    const sequences = steps.map((_, i) => this.#running[first + i]!);
    const size = this.#options.model.config.vocabularySize;
    let offset = 0;
    sequences.forEach((sequence, i) => {
      const { tokens, wanted } = steps[i]!;
      const logitsOf: Float32Array[] = [];
      for (let k = 0; k < wanted; k++, offset += size) logitsOf.push(logits.subarray(offset, offset + size));
      const end = starts[i]! + tokens.length;
      logitsOf.forEach((values, k) => sequence.acceptPromptLogits(end - wanted + k, values));
      if (end < sequence.tokens.length) return this.#settle(this.#running.indexOf(sequence));
      this.#remember(this.#running.indexOf(sequence));
      this.#finishStep(sequence, sequence.acceptLogits(logitsOf.at(-1)!, this.#sampler), outputs);
    });
  }

  async #computeTokens(outputs: SequenceOutput[]): Promise<void> {
    const sequences = this.#running.slice(0, this.#decoding);
    const guessed = sequences.map((sequence, row) => this.#guessesFor(sequence, row));
    const logits = await this.#options.decoder.run(
      this.#rows,
      0,
      sequences.map((sequence, row): RowStep => {
        const tokens = [...sequence.tokens.slice(-1), ...guessed[row]!];
        return { tokens, wanted: tokens.length };
      }),
    );
    const size = this.#options.model.config.vocabularySize;
    let offset = 0;
    sequences.forEach((sequence, i) => {
      const guesses = guessed[i]!;
      // The first logits are what the last token led to. As long as the guess is what is drawn from them, the next ones hold too.
      let right = 0;
      let output = sequence.acceptLogits(logits.subarray(offset, offset + size), this.#sampler);
      while (output.finish === undefined && right < guesses.length && output.tokens[0] === guesses[right]) {
        outputs.push(output);
        right++;
        const from = offset + right * size;
        output = sequence.acceptLogits(logits.subarray(from, from + size), this.#sampler);
      }
      offset += (1 + guesses.length) * size;
      this.#rows.takeBack(this.#running.indexOf(sequence), guesses.length - right);
      this.#guesses.learn(sequence.tokens, sequence.tokens.length - 1 - right);
      this.#finishStep(sequence, output, outputs);
    });
  }

  /** Tokens that are computed with the last one, in the hope that they are what comes; they stay in its block. */
  #guessesFor(sequence: Sequence, row: number): readonly number[] {
    if (this.#options.pace !== undefined) return [];
    const length = this.#rows.length(row);
    const room = Math.min(BLOCK_SIZE - 1 - (length % BLOCK_SIZE), this.#options.model.config.contextLength - length);
    return this.#guesses.after(sequence.tokens, Math.min(GUESSES[this.#decoding - 1] ?? 0, room - 1));
  }

  #finishStep(sequence: Sequence, output: SequenceOutput, outputs: SequenceOutput[]): void {
    outputs.push(output);
    if (output.finish) this.#remove(this.#running.indexOf(sequence));
    else if (this.#running.indexOf(sequence) >= this.#decoding) this.#settle(this.#running.indexOf(sequence));
  }

  /** Moves a row into the range it belongs to now. */
  #settle(row: number): void {
    const remaining = this.#running[row]!.tokens.length - this.#rows.length(row);
    const needsPromptLogits =
      this.#running[row]!.request.promptLogprobs !== undefined && this.#running[row]!.generatedCount === 0;
    if (row < this.#decoding || remaining > 1 || needsPromptLogits) return;
    this.#swap(row, this.#decoding);
    this.#decoding++;
  }

  #remember(row: number): void {
    const sequence = this.#running[row]!;
    this.#cache.insert(sequence.tokens, this.#rows.length(row), (index, range) =>
      this.#rows.readBlock(row, index, range),
    );
  }

  #remove(row: number): void {
    this.#remember(row);
    let hole = row;
    if (hole < this.#decoding) {
      this.#decoding--;
      this.#swap(hole, this.#decoding);
      hole = this.#decoding;
    }
    this.#swap(hole, this.#running.length - 1);
    this.#running.pop();
    this.#rows.dropLastRow();
  }

  #swap(a: number, b: number): void {
    if (a === b) return;
    this.#rows.swapRows(a, b);
    [this.#running[a], this.#running[b]] = [this.#running[b]!, this.#running[a]!];
  }
}

function commonLength(a: readonly number[], b: readonly number[], limit: number): number {
  const end = Math.min(a.length, b.length, limit);
  let i = 0;
  while (i < end && a[i] === b[i]) i++;
  return i;
}
