/**
 * What this server reads of a Hugging Face config.json of a Llama model, and which variants it refuses.
 * It knows no weights and no tokenizer.
 */

import { z } from 'zod';
import { ModelFileError } from './model-file-error';

export interface LlamaConfig {
  readonly vocabularySize: number;
  readonly hiddenSize: number;
  readonly feedForwardSize: number;
  readonly layerCount: number;
  readonly headCount: number;
  readonly keyValueHeadCount: number;
  readonly headSize: number;
  readonly normEpsilon: number;
  readonly ropeTheta: number;
  /** Longest context in tokens, prompt and continuation together. */
  readonly contextLength: number;
  readonly endTokenIds: readonly number[];
}

const tokenIds = z.union([z.number().int(), z.array(z.number().int())]).nullish();

const schema = z.object({
  architectures: z.array(z.string()),
  vocab_size: z.number().int().positive(),
  hidden_size: z.number().int().positive(),
  intermediate_size: z.number().int().positive(),
  num_hidden_layers: z.number().int().positive(),
  num_attention_heads: z.number().int().positive(),
  num_key_value_heads: z.number().int().positive().nullish(),
  head_dim: z.number().int().positive().nullish(),
  rms_norm_eps: z.number().positive().default(1e-6),
  rope_theta: z.number().positive().nullish(),
  rope_parameters: z.object({ rope_theta: z.number().positive().nullish(), rope_type: z.string().nullish() }).nullish(),
  rope_scaling: z.object({ rope_type: z.string().nullish() }).nullish(),
  max_position_embeddings: z.number().int().positive(),
  hidden_act: z.string().default('silu'),
  attention_bias: z.boolean().default(false),
  mlp_bias: z.boolean().default(false),
  eos_token_id: tokenIds,
});

/**
 * Reads config.json.
 * @throws ModelFileError for anything but a plain Llama: other architectures, scaled rotary embeddings, biases.
 */
export function parseLlamaConfig(json: unknown, path: string): LlamaConfig {
  const parsed = schema.safeParse(json);
  if (!parsed.success)
    throw new ModelFileError(path, `is not a config.json this server can read: ${z.prettifyError(parsed.error)}`);
  const config = parsed.data;
  if (!config.architectures.includes('LlamaForCausalLM')) {
    throw new ModelFileError(path, `names ${config.architectures.join(', ')}; only LlamaForCausalLM can be served`);
  }
  const ropeType = config.rope_parameters?.rope_type ?? config.rope_scaling?.rope_type ?? 'default';
  const unsupported = [
    config.hidden_act !== 'silu' && `hidden_act ${config.hidden_act}`,
    config.attention_bias && 'attention_bias',
    config.mlp_bias && 'mlp_bias',
    ropeType !== 'default' && `rope type ${ropeType}`,
  ].filter((word) => word !== false);
  if (unsupported.length > 0)
    throw new ModelFileError(path, `asks for ${unsupported.join(', ')}, which this server does not have`);
  const keyValueHeadCount = config.num_key_value_heads ?? config.num_attention_heads;
  const headSize = config.head_dim ?? config.hidden_size / config.num_attention_heads;
  if (config.num_attention_heads % keyValueHeadCount !== 0 || headSize % 2 !== 0) {
    throw new ModelFileError(
      path,
      'has heads that do not divide evenly (attention heads by key-value heads, head size by 2)',
    );
  }
  return {
    vocabularySize: config.vocab_size,
    hiddenSize: config.hidden_size,
    feedForwardSize: config.intermediate_size,
    layerCount: config.num_hidden_layers,
    headCount: config.num_attention_heads,
    keyValueHeadCount,
    headSize,
    normEpsilon: config.rms_norm_eps,
    ropeTheta: config.rope_theta ?? config.rope_parameters?.rope_theta ?? 10_000,
    contextLength: config.max_position_embeddings,
    endTokenIds: tokenIdList(config.eos_token_id),
  };
}

/** Token ids written as one number, a list or not at all. */
export function tokenIdList(value: z.infer<typeof tokenIds>): readonly number[] {
  if (value === undefined || value === null) return [];
  return typeof value === 'number' ? [value] : value;
}
