/**
 * The decoder of a Llama model as one ONNX graph that serves prompts, extensions and single tokens alike.
 * It knows no session, no cache policy and no sampling.
 *
 * Keys and values are cut into blocks of 32 positions. Whole blocks before the current one are read-only inputs
 * (`past`), the current block comes as `tail`, and the graph places the new rows into that tail by a one-hot product.
 * Only the new rows leave the graph. So nothing of the cache is copied through the runtime, and every position is
 * summed at the same place in the same order whether it was computed alone, in a batch, in a long prompt or token by
 * token: results are bitwise the same, which is what makes seeded sampling reproducible across cache hits.
 * (The usual GroupQueryAttention cache outputs copy the whole cache at every step.)
 */

import { CONTRIB_DOMAIN, OnnxGraph } from './onnx-graph';
import { ModelFileError } from './model-file-error';
import type { LlamaConfig } from './llama-config';
import type { WeightTensor } from './safetensors';

/** Positions per cache block; attention capacity grows in these steps. */
export const BLOCK_SIZE = 32;

export interface DecoderWeights {
  readonly path: string;
  readonly tensors: ReadonlyMap<string, WeightTensor>;
}

/**
 * Encodes the graph. Sizes: B sequences, S new tokens each, P past positions (a multiple of 32, at least 32),
 * G = heads per key-value head, N wanted rows.
 *
 * Inputs: `input_ids`, `positions` [B,S] int64; `place` [B,1,32,S] one-hot tail slot of each new token (a zero column
 * for padding); `past_bias` [B,1,1,P], `tail_bias` [B,1,1 or G*S,32] additive masks; `want` [N] flat row numbers b*S+s;
 * `past_k_i`, `past_v_i` [B,Hkv,P,D] and `tail_k_i`, `tail_v_i` [B,Hkv,32,D] per layer, tail slots to be filled zero.
 * Outputs: `logits` [N,V]; `new_k_i`, `new_v_i` [B,Hkv,S,D].
 * @throws ModelFileError when a weight is missing or has another shape than config.json says.
 */
export function buildDecoderGraph(
  config: LlamaConfig,
  weights: DecoderWeights,
  allocate?: (byteLength: number) => Uint8Array,
): Uint8Array {
  const { hiddenSize, headCount, keyValueHeadCount, headSize, feedForwardSize, vocabularySize, layerCount } = config;
  const graph = new OnnxGraph();
  const queryWidth = headCount * headSize;
  const keyWidth = keyValueHeadCount * headSize;

  const take = (name: string, shape: readonly number[]): Float32Array => {
    const tensor = weights.tensors.get(name);
    if (!tensor) throw new ModelFileError(weights.path, `has no tensor ${name}`);
    if (tensor.shape.join() !== shape.join())
      throw new ModelFileError(
        weights.path,
        `has ${name} of shape [${tensor.shape.join()}], config.json needs [${shape.join()}]`,
      );
    return tensor.values;
  };
  const normWeight = (name: string): string => graph.floats([hiddenSize], take(name, [hiddenSize]));
  /** Linear layers are stored [out, in]; a product from the right needs [in, out], several side by side. */
  const linear = (
    input: string,
    parts: readonly (readonly [name: string, outputs: number])[],
    inputs: number,
  ): string => {
    const width = parts.reduce((sum, [, outputs]) => sum + outputs, 0);
    const matrix = new Float32Array(inputs * width);
    let column = 0;
    for (const [name, outputs] of parts) {
      transposeInto(take(name, [outputs, inputs]), { outputs, inputs, matrix, width, column });
      column += outputs;
    }
    return graph.node('MatMul', [input, graph.floats([inputs, width], matrix)]);
  };

  // 1. Inputs that all layers share.
  graph.input('input_ids', 'int64', ['B', 'S']);
  graph.input('positions', 'int64', ['B', 'S']);
  graph.input('place', 'float32', ['B', 1, BLOCK_SIZE, 'S']);
  graph.input('past_bias', 'float32', ['B', 1, 1, 'P']);
  graph.input('tail_bias', 'float32', ['B', 1, 'GS', BLOCK_SIZE]);
  graph.input('want', 'int64', ['N']);
  const axis1 = graph.integers([1]);
  const queryShape = graph.integers([0, 0, headCount, headSize]);
  const keyShape = graph.integers([0, 0, keyValueHeadCount, headSize]);
  const groupedShape = graph.integers([0, keyValueHeadCount, -1, headSize]);
  const headsShape = graph.integers([0, headCount, -1, headSize]);
  const rowsShape = graph.integers([0, 0, queryWidth]);
  const flatShape = graph.integers([-1, hiddenSize]);
  const qkvSizes = graph.integers([queryWidth, keyWidth, keyWidth]);
  const halfSizes = graph.integers([headSize / 2, headSize / 2]);
  const { cosines, sines } = rotaryTables(config);
  const tableShape = [config.contextLength, headSize / 2];
  const cosine = graph.node('Unsqueeze', [
    graph.node('Gather', [graph.floats(tableShape, cosines), 'positions']),
    axis1,
  ]);
  const sine = graph.node('Unsqueeze', [graph.node('Gather', [graph.floats(tableShape, sines), 'positions']), axis1]);

  const toHeads = (rows: string, shape: string): string =>
    graph.node('Transpose', [graph.node('Reshape', [rows, shape])], { attributes: { perm: [0, 2, 1, 3] } });
  const split = (value: string, sizes: string, axis: number, count: number): readonly string[] =>
    graph.nodeWithOutputs(
      'Split',
      [value, sizes],
      Array.from({ length: count }, () => graph.freshName()),
      { attributes: { axis } },
    );
  const rotate = (heads: string): string => {
    const [a, b] = split(heads, halfSizes, 3, 2) as [string, string];
    const first = graph.node('Sub', [graph.node('Mul', [a, cosine]), graph.node('Mul', [b, sine])]);
    const second = graph.node('Add', [graph.node('Mul', [b, cosine]), graph.node('Mul', [a, sine])]);
    return graph.node('Concat', [first, second], { attributes: { axis: 3 } });
  };
  const scores = (query: string, keys: string): string =>
    graph.node('FusedMatMul', [query, keys], {
      attributes: { transB: 1, alpha: { float: 1 / Math.sqrt(headSize) } },
      domain: CONTRIB_DOMAIN,
    });
  const placed = (tail: string, fresh: string): string =>
    graph.node('Add', [tail, graph.node('MatMul', ['place', fresh])]);

  // 2. Embedding and the first norm; every later norm is fused with the residual addition before it.
  const embeddings = take('model.embed_tokens.weight', [vocabularySize, hiddenSize]);
  let residual = graph.node('Gather', [graph.floats([vocabularySize, hiddenSize], embeddings), 'input_ids']);
  let normed = graph.node(
    'SimplifiedLayerNormalization',
    [residual, normWeight('model.layers.0.input_layernorm.weight')],
    {
      attributes: { axis: 2, epsilon: { float: config.normEpsilon }, stash_type: 1 },
    },
  );
  const addAndNorm = (delta: string, weightName: string): void => {
    const outputs = [graph.freshName(), '', '', graph.freshName()];
    graph.nodeWithOutputs('SkipSimplifiedLayerNormalization', [delta, residual, normWeight(weightName)], outputs, {
      attributes: { epsilon: { float: config.normEpsilon } },
      domain: CONTRIB_DOMAIN,
    });
    normed = outputs[0]!;
    residual = outputs[3]!;
  };

  // 3. Layers.
  for (let layer = 0; layer < layerCount; layer++) {
    const prefix = `model.layers.${layer}`;
    const attention = `${prefix}.self_attn`;
    for (const kind of ['k', 'v']) {
      graph.input(`past_${kind}_${layer}`, 'float32', ['B', keyValueHeadCount, 'P', headSize]);
      graph.input(`tail_${kind}_${layer}`, 'float32', ['B', keyValueHeadCount, BLOCK_SIZE, headSize]);
      graph.output(`new_${kind}_${layer}`, 'float32', ['B', keyValueHeadCount, 'S', headSize]);
    }
    const qkv = linear(
      normed,
      [
        [`${attention}.q_proj.weight`, queryWidth],
        [`${attention}.k_proj.weight`, keyWidth],
        [`${attention}.v_proj.weight`, keyWidth],
      ],
      hiddenSize,
    );
    const [q, k, v] = split(qkv, qkvSizes, 2, 3) as [string, string, string];
    const query = graph.node('Reshape', [rotate(toHeads(q, queryShape)), groupedShape]);
    const newKeys = `new_k_${layer}`;
    const newValues = `new_v_${layer}`;
    graph.nodeWithOutputs('Identity', [rotate(toHeads(k, keyShape))], [newKeys]);
    graph.nodeWithOutputs('Transpose', [graph.node('Reshape', [v, keyShape])], [newValues], {
      attributes: { perm: [0, 2, 1, 3] },
    });
    const tailScores = graph.node('Add', [scores(query, placed(`tail_k_${layer}`, newKeys)), 'tail_bias']);
    const pastScores = graph.node('Add', [scores(query, `past_k_${layer}`), 'past_bias']);
    const shares = graph.node(
      'Softmax',
      [graph.node('Concat', [tailScores, pastScores], { attributes: { axis: 3 } })],
      { attributes: { axis: 3 } },
    );
    const sizes = graph.node('Concat', [axisSize(graph, tailScores), axisSize(graph, pastScores)], {
      attributes: { axis: 0 },
    });
    const [tailShares, pastShares] = split(shares, sizes, 3, 2) as [string, string];
    const mixed = graph.node('Add', [
      graph.node('MatMul', [pastShares, `past_v_${layer}`]),
      graph.node('MatMul', [tailShares, placed(`tail_v_${layer}`, newValues)]),
    ]);
    const rows = graph.node('Reshape', [
      graph.node('Transpose', [graph.node('Reshape', [mixed, headsShape])], { attributes: { perm: [0, 2, 1, 3] } }),
      rowsShape,
    ]);
    addAndNorm(
      linear(rows, [[`${attention}.o_proj.weight`, hiddenSize]], queryWidth),
      `${prefix}.post_attention_layernorm.weight`,
    );
    const gate = linear(normed, [[`${prefix}.mlp.gate_proj.weight`, feedForwardSize]], hiddenSize);
    const up = linear(normed, [[`${prefix}.mlp.up_proj.weight`, feedForwardSize]], hiddenSize);
    const activated = graph.node('Mul', [graph.node('Mul', [gate, graph.node('Sigmoid', [gate])]), up]);
    const nextNorm = layer + 1 < layerCount ? `model.layers.${layer + 1}.input_layernorm.weight` : 'model.norm.weight';
    addAndNorm(linear(activated, [[`${prefix}.mlp.down_proj.weight`, hiddenSize]], feedForwardSize), nextNorm);
  }

  // 4. Logits of the wanted rows only; without lm_head the embeddings are tied.
  const head = weights.tensors.has('lm_head.weight') ? 'lm_head.weight' : 'model.embed_tokens.weight';
  const wanted = graph.node('Gather', [graph.node('Reshape', [normed, flatShape]), 'want']);
  const logits = linear(wanted, [[head, vocabularySize]], hiddenSize);
  graph.nodeWithOutputs('Identity', [logits], [graph.output('logits', 'float32', ['N', vocabularySize])]);
  return graph.encode(allocate);
}

/** Cosine and sine of position x frequency, [contextLength, headSize / 2] each, in the half-split layout of Llama. */
export function rotaryTables(config: LlamaConfig): { readonly cosines: Float32Array; readonly sines: Float32Array } {
  const half = config.headSize / 2;
  const cosines = new Float32Array(config.contextLength * half);
  const sines = new Float32Array(config.contextLength * half);
  for (let position = 0; position < config.contextLength; position++) {
    for (let i = 0; i < half; i++) {
      const angle = position * config.ropeTheta ** (-(2 * i) / config.headSize);
      cosines[position * half + i] = Math.cos(angle);
      sines[position * half + i] = Math.sin(angle);
    }
  }
  return { cosines, sines };
}

function axisSize(graph: OnnxGraph, value: string): string {
  return graph.node('Shape', [value], { attributes: { start: 3 } });
}

function transposeInto(
  source: Float32Array,
  target: {
    readonly outputs: number;
    readonly inputs: number;
    readonly matrix: Float32Array;
    readonly width: number;
    readonly column: number;
  },
): void {
  for (let output = 0; output < target.outputs; output++) {
    for (let input = 0; input < target.inputs; input++) {
      target.matrix[input * target.width + target.column + output] = source[output * target.inputs + input]!;
    }
  }
}
