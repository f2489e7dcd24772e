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
import { rotationFactors, transposeInto, withHalvesSwapped } from './weight-layout';

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
 * for padding); `past_bias` [B,1,1,P], `tail_bias` [B,1,1 or S*G,32] additive masks; `want` [N] flat row numbers b*S+s;
 * `past_k_i`, `past_v_i` [B,Hkv,P,D] and `tail_i` [B,2Hkv,32,D] (keys, then values) per layer, tail slots to be filled zero.
 * Outputs: `logits` [N,V]; `fresh` [B,2Hkv*layers,S,D], keys and values of the new tokens, layer after layer.
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
  const projectedWidth = queryWidth + 2 * keyWidth;

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
  /** Linear layers are stored [out, in]; a product from the right needs [in, out]. */
  const linear = (input: string, name: string, size: { readonly inputs: number; readonly outputs: number }): string => {
    const matrix = new Float32Array(size.inputs * size.outputs);
    transposeInto(take(name, [size.outputs, size.inputs]), { ...size, matrix, width: size.outputs, column: 0 });
    return graph.node('MatMul', [input, graph.floats([size.inputs, size.outputs], matrix)]);
  };
  /** Queries, keys and values side by side, and then again with the halves of each head of queries and keys swapped. */
  const projection = (attention: string): Float32Array => {
    const width = 2 * projectedWidth;
    const matrix = new Float32Array(hiddenSize * width);
    let column = 0;
    for (const [kind, outputs] of [
      ['q', queryWidth],
      ['k', keyWidth],
      ['v', keyWidth],
    ] as const) {
      const source = take(`${attention}.${kind}_proj.weight`, [outputs, hiddenSize]);
      const target = { outputs, inputs: hiddenSize, matrix, width };
      transposeInto(source, { ...target, column });
      if (kind !== 'v')
        transposeInto(withHalvesSwapped(source, headSize, hiddenSize), { ...target, column: projectedWidth + column });
      column += outputs;
    }
    return matrix;
  };

  // 1. What all layers share: inputs, shapes, the angles and the mask of this run.
  graph.input('input_ids', 'int64', ['B', 'S']);
  graph.input('positions', 'int64', ['B', 'S']);
  graph.input('place', 'float32', ['B', 1, BLOCK_SIZE, 'S']);
  graph.input('past_bias', 'float32', ['B', 1, 1, 'P']);
  graph.input('tail_bias', 'float32', ['B', 1, 'SG', BLOCK_SIZE]);
  graph.input('want', 'int64', ['N']);
  const querySizes = graph.integers([queryWidth, 2 * keyWidth]);
  const keyValueShape = graph.integers([0, 0, 2 * keyValueHeadCount, headSize]);
  const keyValueSizes = graph.integers([keyValueHeadCount, keyValueHeadCount]);
  const splitShape = graph.integers([0, keyValueHeadCount, -1, headCount / keyValueHeadCount, headSize]);
  const positionShape = graph.integers([0, 0, keyValueHeadCount, headCount / keyValueHeadCount, headSize]);
  const groupedShape = graph.integers([0, keyValueHeadCount, -1, headSize]);
  const rowsShape = graph.integers([0, -1, queryWidth]);
  const flatShape = graph.integers([-1, hiddenSize]);
  const projectedSizes = graph.integers([projectedWidth, projectedWidth]);
  const sharesSizes = graph.node('Concat', [graph.integers([BLOCK_SIZE]), axisSize(graph, 'past_bias')], {
    attributes: { axis: 0 },
  });
  const factors = graph.floats([config.contextLength, 2 * projectedWidth], rotationFactors(config));
  const rotation = graph.node('Gather', [factors, 'positions']);

  const splitInTwo = (value: string, sizes: string, axis: number): readonly [string, string] => {
    const names = [graph.freshName(), graph.freshName()] as const;
    graph.nodeWithOutputs('Split', [value, sizes], names, { attributes: { axis } });
    return names;
  };
  /** Positions before heads becomes heads before positions, and back. */
  const swapAxes = (value: string, rank: 4 | 5): string =>
    graph.node('Transpose', [value], { attributes: { perm: rank === 4 ? [0, 2, 1, 3] : [0, 2, 1, 3, 4] } });
  /** Queries [B,S,heads*D] as rows [B,Hkv,S*G,D] of what they are compared with: nothing moves where there is one group. */
  const byGroup = (queries: string): string =>
    graph.node('Reshape', [
      keyValueHeadCount === 1 ? queries : swapAxes(graph.node('Reshape', [queries, positionShape]), 5),
      groupedShape,
    ]);
  const scores = (query: string, keys: string): string =>
    graph.node('FusedMatMul', [query, keys], {
      attributes: { transB: 1, alpha: { float: 1 / Math.sqrt(headSize) } },
      domain: CONTRIB_DOMAIN,
    });

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
  const fresh: string[] = [];
  for (let layer = 0; layer < layerCount; layer++) {
    const prefix = `model.layers.${layer}`;
    const attention = `${prefix}.self_attn`;
    graph.input(`past_k_${layer}`, 'float32', ['B', keyValueHeadCount, 'P', headSize]);
    graph.input(`past_v_${layer}`, 'float32', ['B', keyValueHeadCount, 'P', headSize]);
    graph.input(`tail_${layer}`, 'float32', ['B', 2 * keyValueHeadCount, BLOCK_SIZE, headSize]);
    // Beside queries, keys and values the product makes the same once more with the halves of each head swapped, which
    // is what a rotation adds; that is cheaper than taking heads apart.
    const projected = graph.node('MatMul', [
      normed,
      graph.floats([hiddenSize, 2 * projectedWidth], projection(attention)),
    ]);
    const rotated = graph.node('Add', splitInTwo(graph.node('Mul', [projected, rotation]), projectedSizes, 2));
    const [queries, keysAndValues] = splitInTwo(rotated, querySizes, 2);
    const placed = swapAxes(graph.node('Reshape', [keysAndValues, keyValueShape]), 4);
    fresh.push(placed);
    const query = byGroup(queries);
    const tail = graph.node('Add', [`tail_${layer}`, graph.node('MatMul', ['place', placed])]);
    const [tailKeys, tailValues] = splitInTwo(tail, keyValueSizes, 1);
    const tailScores = graph.node('Add', [scores(query, tailKeys), 'tail_bias']);
    const pastScores = graph.node('Add', [scores(query, `past_k_${layer}`), 'past_bias']);
    const shares = graph.node(
      'Softmax',
      [graph.node('Concat', [tailScores, pastScores], { attributes: { axis: 3 } })],
      { attributes: { axis: 3 } },
    );
    const [tailShares, pastShares] = splitInTwo(shares, sharesSizes, 3);
    const mixed = graph.node('Add', [
      graph.node('MatMul', [pastShares, `past_v_${layer}`]),
      graph.node('MatMul', [tailShares, tailValues]),
    ]);
    const rows = graph.node('Reshape', [
      keyValueHeadCount === 1 ? mixed : swapAxes(graph.node('Reshape', [mixed, splitShape]), 5),
      rowsShape,
    ]);
    addAndNorm(
      linear(rows, `${attention}.o_proj.weight`, { inputs: queryWidth, outputs: hiddenSize }),
      `${prefix}.post_attention_layernorm.weight`,
    );
    const gate = linear(normed, `${prefix}.mlp.gate_proj.weight`, { inputs: hiddenSize, outputs: feedForwardSize });
    const up = linear(normed, `${prefix}.mlp.up_proj.weight`, { inputs: hiddenSize, outputs: feedForwardSize });
    const activated = graph.node('Mul', [graph.node('Mul', [gate, graph.node('Sigmoid', [gate])]), up]);
    const nextNorm = layer + 1 < layerCount ? `model.layers.${layer + 1}.input_layernorm.weight` : 'model.norm.weight';
    addAndNorm(
      linear(activated, `${prefix}.mlp.down_proj.weight`, { inputs: feedForwardSize, outputs: hiddenSize }),
      nextNorm,
    );
  }
  // One output for all layers: each costs more to hand over than a copy of a few rows.
  graph.nodeWithOutputs(
    'Concat',
    fresh,
    [graph.output('fresh', 'float32', ['B', 2 * keyValueHeadCount * layerCount, 'S', headSize])],
    {
      attributes: { axis: 1 },
    },
  );

  // 4. Logits of the wanted rows only; without lm_head the embeddings are tied.
  const head = weights.tensors.has('lm_head.weight') ? 'lm_head.weight' : 'model.embed_tokens.weight';
  const wanted = graph.node('Gather', [graph.node('Reshape', [normed, flatShape]), 'want']);
  const logits = linear(wanted, head, { inputs: hiddenSize, outputs: vocabularySize });
  graph.nodeWithOutputs('Identity', [logits], [graph.output('logits', 'float32', ['N', vocabularySize])]);
  return graph.encode(allocate);
}

function axisSize(graph: OnnxGraph, value: string): string {
  return graph.node('Shape', [value], { attributes: { start: 3 } });
}
