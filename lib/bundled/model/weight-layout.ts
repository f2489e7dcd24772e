/**
 * How the weights of a Llama model, and the angles of its positions, lie in the matrices of the decoder graph. Knows no node.
 */
import type { LlamaConfig } from './llama-config';

/**
 * What queries, keys and values and their counterparts with swapped halves, side by side, are multiplied by before the
 * two are added: cosines and sines for each position, [contextLength, 2 * width], in the half-split layout of Llama. Values
 * are not rotated: 1 and 0.
 */
export function rotationFactors(config: LlamaConfig): Float32Array {
  const { headSize, headCount, keyValueHeadCount, contextLength } = config;
  const rotatedWidth = (headCount + keyValueHeadCount) * headSize;
  const width = rotatedWidth + keyValueHeadCount * headSize;
  const half = headSize / 2;
  const factors = new Float32Array(contextLength * 2 * width);
  for (let position = 0; position < contextLength; position++) {
    const cosines = factors.subarray(position * 2 * width, (position * 2 + 1) * width).fill(1);
    const sines = factors.subarray((position * 2 + 1) * width, (position * 2 + 2) * width);
    for (let column = 0; column < rotatedWidth; column++) {
      const inHead = column % headSize;
      const angle = position * config.ropeTheta ** (-(2 * (inHead % half)) / headSize);
      cosines[column] = Math.cos(angle);
      sines[column] = inHead < half ? -Math.sin(angle) : Math.sin(angle);
    }
  }
  return factors;
}

/** Rows [out, in] of a projection with the two halves of each head's rows in each other's place. */
export function withHalvesSwapped(rows: Float32Array, headSize: number, inputs: number): Float32Array {
  const swapped = new Float32Array(rows.length);
  const half = (headSize / 2) * inputs;
  for (let start = 0; start < rows.length; start += 2 * half) {
    swapped.set(rows.subarray(start + half, start + 2 * half), start);
    swapped.set(rows.subarray(start, start + half), start + half);
  }
  return swapped;
}

/** Writes a linear layer [outputs, inputs] into the columns from `column` on of `matrix` [inputs, width]. */
export function transposeInto(
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
