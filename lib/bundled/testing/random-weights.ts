/**
 * Seeded random weights of a Llama model, for tests and benchmarks only: the same seed gives the same numbers on
 * every machine. It trains nothing and knows no files.
 */

import { createRng } from '@/lib/base';
import type { LlamaConfig } from '../model/llama-config';
import type { WeightTensor } from '../model/safetensors';

/** Tensors by Hugging Face name, embeddings tied. Values are rounded to what F16 holds, as the file will. */
export function randomWeights(config: LlamaConfig, seed: number): ReadonlyMap<string, WeightTensor> {
  const rng = createRng(seed);
  const tensors = new Map<string, WeightTensor>();
  const matrix = (name: string, shape: readonly number[], scale: number): void => {
    const values = new Float32Array(shape.reduce((product, size) => product * size, 1));
    for (let i = 0; i < values.length; i++) values[i] = toHalfPrecision((rng() + rng() + rng() - 1.5) * 2 * scale);
    tensors.set(name, { shape, values });
  };
  const norm = (name: string): void => {
    const values = Float32Array.from({ length: config.hiddenSize }, () => toHalfPrecision(0.75 + rng() / 2));
    tensors.set(name, { shape: [config.hiddenSize], values });
  };
  const { hiddenSize, feedForwardSize, headSize } = config;
  matrix('model.embed_tokens.weight', [config.vocabularySize, hiddenSize], 2 / Math.sqrt(hiddenSize));
  for (let layer = 0; layer < config.layerCount; layer++) {
    const prefix = `model.layers.${layer}`;
    norm(`${prefix}.input_layernorm.weight`);
    matrix(`${prefix}.self_attn.q_proj.weight`, [config.headCount * headSize, hiddenSize], 1 / Math.sqrt(hiddenSize));
    matrix(`${prefix}.self_attn.k_proj.weight`, [config.keyValueHeadCount * headSize, hiddenSize], 1 / Math.sqrt(hiddenSize));
    matrix(`${prefix}.self_attn.v_proj.weight`, [config.keyValueHeadCount * headSize, hiddenSize], 1 / Math.sqrt(hiddenSize));
    matrix(`${prefix}.self_attn.o_proj.weight`, [hiddenSize, config.headCount * headSize], 1 / Math.sqrt(hiddenSize));
    norm(`${prefix}.post_attention_layernorm.weight`);
    matrix(`${prefix}.mlp.gate_proj.weight`, [feedForwardSize, hiddenSize], 1 / Math.sqrt(hiddenSize));
    matrix(`${prefix}.mlp.up_proj.weight`, [feedForwardSize, hiddenSize], 1 / Math.sqrt(hiddenSize));
    matrix(`${prefix}.mlp.down_proj.weight`, [hiddenSize, feedForwardSize], 1 / Math.sqrt(feedForwardSize));
  }
  norm('model.norm.weight');
  return tensors;
}

/** Rounds to 11 significant bits, as F16 has them (values here are far from its limits). */
function toHalfPrecision(value: number): number {
  if (Math.abs(value) < 2 ** -14) return 0;
  const unit = 2 ** (Math.floor(Math.log2(Math.abs(value))) - 10);
  return Math.round(value / unit) * unit;
}
