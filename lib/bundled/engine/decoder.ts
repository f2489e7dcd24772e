/**
 * Runs the decoder graph on a contiguous range of key-value rows: each row gets its next tokens, all inside one block.
 * It fills the graph's inputs, writes the new keys and values back and hands out logits. It decides nothing.
 */

import { BLOCK_SIZE } from '../model/decoder-graph';
import type { LlamaConfig } from '../model/llama-config';
import type { KeyValueRows } from './key-value-rows';
import type { Runtime } from './runtime';
import type * as Ort from 'onnxruntime-node';

export interface RowStep {
  /** The tokens to compute, continuing the row; they must not cross a multiple of 32 positions. */
  readonly tokens: readonly number[];
  /** Logits are wanted for the last `wanted` of them. */
  readonly wanted: number;
}

export class Decoder {
  readonly #config: LlamaConfig;
  readonly #runtime: Runtime;
  readonly #session: Ort.InferenceSession;
  readonly #groupSize: number;

  constructor(config: LlamaConfig, runtime: Runtime, session: Ort.InferenceSession) {
    this.#config = config;
    this.#runtime = runtime;
    this.#session = session;
    this.#groupSize = config.headCount / config.keyValueHeadCount;
  }

  /**
   * Computes `steps[i]` for row `first + i`.
   * @returns the wanted logits, row after row, [wanted in all, V]; the memory is not reused.
   */
  async run(rows: KeyValueRows, first: number, steps: readonly RowStep[]): Promise<Float32Array> {
    rows.reservePositions();
    const width = Math.max(...steps.map((step) => step.tokens.length));
    // The matrix kernels take another path for a single row; a second one keeps every result on the common path.
    const batch = width === 1 ? Math.max(2, steps.length) : steps.length;
    const feeds = this.#inputs(rows, { first, batch, width, steps });
    const outputs = await this.#session.run(feeds);
    const values = outputs['fresh']!.data as Float32Array;
    steps.forEach((step, index) => {
      rows.writeFresh(first + index, { values, index, steps: width, count: step.tokens.length });
      rows.advance(first + index, step.tokens.length);
    });
    return outputs['logits']!.data as Float32Array;
  }

  #inputs(
    rows: KeyValueRows,
    run: { readonly first: number; readonly batch: number; readonly width: number; readonly steps: readonly RowStep[] },
  ): Record<string, Ort.Tensor> {
    const { first, batch, width, steps } = run;
    const past = rows.pastPositions;
    // int64 inputs are written as pairs of 32-bit halves: BigInt per token would cost more than the sampling.
    const ids = new Int32Array(batch * width * 2);
    const positions = new Int32Array(batch * width * 2);
    const place = new Float32Array(batch * BLOCK_SIZE * width);
    const pastBias = new Float32Array(batch * past);
    const rowsPerPosition = width === 1 ? 1 : this.#groupSize;
    const biasRows = rowsPerPosition * width;
    const tailBias = new Float32Array(batch * biasRows * BLOCK_SIZE).fill(-Infinity);
    const want: number[] = [];
    for (let b = 0; b < batch; b++) {
      const tokens = steps[b]?.tokens ?? [];
      const start = tokens.length > 0 ? rows.length(first + b) : 0;
      const slot = start % BLOCK_SIZE;
      pastBias.fill(-Infinity, b * past + (start - slot), (b + 1) * past);
      for (let s = 0; s < width; s++) {
        const isReal = s < tokens.length;
        if (isReal) {
          ids[(b * width + s) * 2] = tokens[s]!;
          positions[(b * width + s) * 2] = start + s;
          place[(b * BLOCK_SIZE + slot + s) * width + s] = 1;
          if (s >= tokens.length - steps[b]!.wanted) want.push(b * width + s);
        }
        // Padding attends to slot 0, only so that its softmax has a finite entry.
        const visible = isReal ? slot + s + 1 : 1;
        for (let row = s * rowsPerPosition; row < (s + 1) * rowsPerPosition; row++) {
          const offset = (b * biasRows + row) * BLOCK_SIZE;
          tailBias.fill(0, offset, offset + visible);
        }
      }
    }
    const { Tensor } = this.#runtime;
    const { keyValueHeadCount: heads, headSize, layerCount } = this.#config;
    const feeds: Record<string, Ort.Tensor> = {
      input_ids: new Tensor('int64', new BigInt64Array(ids.buffer), [batch, width]),
      positions: new Tensor('int64', new BigInt64Array(positions.buffer), [batch, width]),
      place: new Tensor('float32', place, [batch, 1, BLOCK_SIZE, width]),
      past_bias: new Tensor('float32', pastBias, [batch, 1, 1, past]),
      tail_bias: new Tensor('float32', tailBias, [batch, 1, biasRows, BLOCK_SIZE]),
      want: new Tensor('int64', BigInt64Array.from(want, BigInt), [want.length]),
    };
    for (let layer = 0; layer < layerCount; layer++) {
      const pastShape = [batch, heads, past, headSize];
      feeds[`past_k_${layer}`] = new Tensor('float32', rows.pastView(2 * layer, first, batch), pastShape);
      feeds[`past_v_${layer}`] = new Tensor('float32', rows.pastView(2 * layer + 1, first, batch), pastShape);
      feeds[`tail_${layer}`] = new Tensor('float32', rows.tailView(layer, first, batch), [
        batch,
        2 * heads,
        BLOCK_SIZE,
        headSize,
      ]);
    }
    return feeds;
  }
}
