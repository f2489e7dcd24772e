/**
 * Reads a model.safetensors file into float32 tensors. It knows the container and the element types F32, F16 and
 * BF16; it knows nothing of what the tensors mean.
 * Format: 8-byte little-endian header length, JSON header, tensor bytes (https://huggingface.co/docs/safetensors).
 */

import { z } from 'zod';
import { ModelFileError } from './model-file-error';

export interface WeightTensor {
  /** Row-major shape. */
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

const MAX_HEADER_BYTES = 16 * 1024 * 1024;

const entrySchema = z.object({
  dtype: z.string(),
  shape: z.array(z.number().int().nonnegative()),
  data_offsets: z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()]),
});

/**
 * All tensors of a safetensors file by name, widened to float32 (exact for F16 and BF16).
 * @throws ModelFileError when the file is cut short, its header is not understood or an element type is unknown.
 */
export function readSafetensors(file: Uint8Array, path: string): ReadonlyMap<string, WeightTensor> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.byteLength < 8) throw new ModelFileError(path, 'is too short to be a safetensors file');
  const headerLength = Number(view.getBigUint64(0, true));
  if (headerLength > MAX_HEADER_BYTES || 8 + headerLength > file.byteLength) {
    throw new ModelFileError(path, `announces a header of ${headerLength} bytes, more than the file holds`);
  }
  const header = parseHeader(new TextDecoder().decode(file.subarray(8, 8 + headerLength)), path);
  const body = file.subarray(8 + headerLength);
  const tensors = new Map<string, WeightTensor>();
  for (const [name, value] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const entry = entrySchema.safeParse(value);
    if (!entry.success) throw new ModelFileError(path, `describes tensor ${name} in a form that is not understood`);
    const {
      dtype,
      shape,
      data_offsets: [begin, end],
    } = entry.data;
    if (end > body.byteLength || begin > end)
      throw new ModelFileError(path, `is cut short: tensor ${name} ends beyond the file`);
    const values = widen(body.subarray(begin, end), dtype, `${path}: tensor ${name}`);
    const expected = shape.reduce((product, size) => product * size, 1);
    if (values.length !== expected)
      throw new ModelFileError(path, `holds ${values.length} numbers for tensor ${name}, its shape needs ${expected}`);
    tensors.set(name, { shape, values });
  }
  return tensors;
}

function parseHeader(text: string, path: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch (cause) {
    throw new ModelFileError(path, 'has a header that is not a JSON object', { cause });
  }
}

function widen(bytes: Uint8Array, dtype: string, what: string): Float32Array {
  // Tensors need not start at a multiple of their element size: a copy does. (Buffer's own slice() would be no copy.)
  const aligned = new Uint8Array(bytes).buffer;
  switch (dtype) {
    case 'F32':
      return new Float32Array(aligned);
    case 'F16':
      return widenWords(new Uint16Array(aligned), halfToFloatBits);
    case 'BF16':
      return widenWords(new Uint16Array(aligned), (word) => word << 16);
    default:
      throw new ModelFileError(what, `has element type ${dtype}; only F32, F16 and BF16 can be read`);
  }
}

function widenWords(words: Uint16Array, toFloatBits: (word: number) => number): Float32Array {
  const bits = new Int32Array(words.length);
  for (let i = 0; i < words.length; i++) bits[i] = toFloatBits(words[i]!);
  return new Float32Array(bits.buffer);
}

/** IEEE 754 binary16 to the bits of binary32, subnormals, infinities and NaN included. */
export function halfToFloatBits(half: number): number {
  const sign = (half & 0x8000) << 16;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0x1f) return sign | 0x7f800000 | (fraction << 13);
  if (exponent > 0) return sign | ((exponent + 112) << 23) | (fraction << 13);
  if (fraction === 0) return sign;
  const shift = Math.clz32(fraction) - 21;
  return sign | ((113 - shift) << 23) | (((fraction << shift) & 0x3ff) << 13);
}
