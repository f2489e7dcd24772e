/**
 * The keys and values of the sequences that run together, one row each, laid out as the decoder graph reads them:
 * per layer and kind a `past` of whole blocks [row, head, position, D], and per layer a `tail` of one block
 * [row, heads of keys and of values, 32, D].
 * Rows are kept gapless. It knows rows by number only; which sequence sits where is its user's business.
 */

import { assert } from '@/lib/base';
import { BLOCK_SIZE } from '../model/decoder-graph';
import type { LlamaConfig } from '../model/llama-config';

export class KeyValueRows {
  /** Planes: keys and values of layer 0, of layer 1, … */
  readonly #planeCount: number;
  /** Floats of one whole block over all planes: [plane, head, 32, D]. */
  readonly blockFloats: number;
  readonly #headCount: number;
  readonly #headSize: number;
  #past: Float32Array[];
  readonly #layerCount: number;
  /** Layer by layer. */
  #tail: Float32Array[];
  readonly #lengths: number[] = [];
  #rowCapacity = 0;
  #positions = BLOCK_SIZE;

  constructor(config: LlamaConfig) {
    this.#layerCount = config.layerCount;
    this.#planeCount = 2 * config.layerCount;
    this.#headCount = config.keyValueHeadCount;
    this.#headSize = config.headSize;
    this.blockFloats = this.#planeCount * this.#headCount * BLOCK_SIZE * this.#headSize;
    this.#past = Array.from({ length: this.#planeCount }, () => new Float32Array(0));
    this.#tail = Array.from({ length: config.layerCount }, () => new Float32Array(0));
  }

  /** Positions every row's `past` has room for: a multiple of 32, at least 32. */
  get pastPositions(): number {
    return this.#positions;
  }

  /** How many positions of `row` are filled. */
  length(row: number): number {
    return this.#lengths[row]!;
  }

  /** Adds an empty row at the end and returns its number. */
  addRow(): number {
    const row = this.#lengths.length;
    this.#reserveRows(row + 1);
    this.#lengths.push(0);
    for (const tail of this.#tail) tail.fill(0, row * this.#tailStride, (row + 1) * this.#tailStride);
    return row;
  }

  /** Removes the last row; move another one away from the end first. */
  dropLastRow(): void {
    this.#lengths.pop();
    if (this.#lengths.length === 0) this.#positions = BLOCK_SIZE;
  }

  swapRows(a: number, b: number): void {
    if (a === b) return;
    const used = this.#wholePositions(Math.max(this.#lengths[a]!, this.#lengths[b]!)) * this.#headSize;
    for (const past of this.#past) {
      for (let head = 0; head < this.#headCount; head++) {
        swapRanges(past, this.#pastOffset(a, head), this.#pastOffset(b, head), used);
      }
    }
    for (const tail of this.#tail) swapRanges(tail, a * this.#tailStride, b * this.#tailStride, this.#tailStride);
    [this.#lengths[a], this.#lengths[b]] = [this.#lengths[b]!, this.#lengths[a]!];
  }

  /** Makes room so that every row's whole blocks, after growing by `extra` positions at most, fit into `past`. */
  reservePositions(): void {
    const needed = Math.max(BLOCK_SIZE, ...this.#lengths.map((length) => this.#wholePositions(length)));
    // Shrink only when half or more is unused, so that lengths around a boundary do not cause copying back and forth.
    if (needed > this.#positions || needed * 2 <= this.#positions) this.#relayout(needed);
  }

  /** Appends a cached block's first `count` positions to `row`, which must stand at a block boundary. */
  appendBlock(row: number, block: Float32Array, count: number): void {
    const start = this.#lengths[row]!;
    assert(start % BLOCK_SIZE === 0, 'cached blocks are appended at block boundaries');
    const whole = count === BLOCK_SIZE;
    if (whole && start + BLOCK_SIZE > this.#positions) this.#relayout(start + BLOCK_SIZE);
    let source = 0;
    for (let plane = 0; plane < this.#planeCount; plane++) {
      for (let head = 0; head < this.#headCount; head++) {
        const rows = block.subarray(source, source + count * this.#headSize);
        if (whole) this.#past[plane]!.set(rows, this.#pastOffset(row, head) + start * this.#headSize);
        else this.#tail[plane >> 1]!.set(rows, this.#tailOffset(row, plane, head));
        source += BLOCK_SIZE * this.#headSize;
      }
    }
    this.#lengths[row] = start + count;
  }

  /** Copies positions [from, to) of one block of `row` into a cached block of the same layout. */
  readBlock(
    row: number,
    index: number,
    range: { readonly from: number; readonly to: number; readonly block: Float32Array },
  ): void {
    const isTail = (index + 1) * BLOCK_SIZE > this.#lengths[row]!;
    const first = range.from * this.#headSize;
    const last = range.to * this.#headSize;
    let target = 0;
    for (let plane = 0; plane < this.#planeCount; plane++) {
      for (let head = 0; head < this.#headCount; head++) {
        const source = isTail ? this.#tail[plane >> 1]! : this.#past[plane]!;
        const offset = isTail
          ? this.#tailOffset(row, plane, head)
          : this.#pastOffset(row, head) + index * BLOCK_SIZE * this.#headSize;
        range.block.set(source.subarray(offset + first, offset + last), target + first);
        target += BLOCK_SIZE * this.#headSize;
      }
    }
  }

  /**
   * Takes `count` new positions of `row` from a graph output [B, layers and heads of keys and of values, S, D] at batch index
   * `source.index`. Call `advance` next.
   */
  writeFresh(
    row: number,
    source: { readonly values: Float32Array; readonly index: number; readonly steps: number; readonly count: number },
  ): void {
    const size = this.#headSize;
    const headsOfLayer = 2 * this.#headCount;
    const slot = this.#lengths[row]! % BLOCK_SIZE;
    let from = source.index * this.#layerCount * headsOfLayer * source.steps * size;
    for (const tail of this.#tail) {
      let to = row * this.#tailStride + slot * size;
      for (let head = 0; head < headsOfLayer; head++) {
        // An explicit loop: for the few dozen floats of one position it beats creating a view.
        for (let i = 0; i < source.count * size; i++) tail[to + i] = source.values[from + i]!;
        from += source.steps * size;
        to += BLOCK_SIZE * size;
      }
    }
  }

  /** Counts `count` written positions; a tail that became whole moves into `past`. */
  advance(row: number, count: number): void {
    const before = this.#lengths[row]!;
    const length = before + count;
    assert((before % BLOCK_SIZE) + count <= BLOCK_SIZE, 'new positions stay inside one block');
    if (length % BLOCK_SIZE === 0) {
      if (length > this.#positions) this.#relayout(length);
      const span = BLOCK_SIZE * this.#headSize;
      for (let plane = 0; plane < this.#planeCount; plane++) {
        for (let head = 0; head < this.#headCount; head++) {
          const offset = this.#tailOffset(row, plane, head);
          this.#past[plane]!.set(
            this.#tail[plane >> 1]!.subarray(offset, offset + span),
            this.#pastOffset(row, head) + (length - BLOCK_SIZE) * this.#headSize,
          );
        }
      }
      // The graph adds new rows onto the tail, so slots still to be filled must be zero.
      for (const tail of this.#tail) tail.fill(0, row * this.#tailStride, (row + 1) * this.#tailStride);
    }
    this.#lengths[row] = length;
  }

  /** Forgets the last `count` positions of `row`, which are all in its tail. */
  takeBack(row: number, count: number): void {
    if (count === 0) return;
    const length = this.#lengths[row]! - count;
    assert(count <= this.#lengths[row]! % BLOCK_SIZE, 'positions are taken back from the tail');
    const from = (length % BLOCK_SIZE) * this.#headSize;
    const to = from + count * this.#headSize;
    for (const tail of this.#tail) {
      for (let head = 0; head < 2 * this.#headCount; head++) {
        const start = row * this.#tailStride + head * BLOCK_SIZE * this.#headSize;
        tail.fill(0, start + from, start + to);
      }
    }
    this.#lengths[row] = length;
  }

  /** `past` of rows [first, first + count) as the graph reads it; shares memory with the store. */
  pastView(plane: number, first: number, count: number): Float32Array {
    this.#reserveRows(first + count);
    return this.#past[plane]!.subarray(first * this.#pastStride, (first + count) * this.#pastStride);
  }

  /** `tail` of a layer, likewise. */
  tailView(layer: number, first: number, count: number): Float32Array {
    this.#reserveRows(first + count);
    return this.#tail[layer]!.subarray(first * this.#tailStride, (first + count) * this.#tailStride);
  }

  get #pastStride(): number {
    return this.#headCount * this.#positions * this.#headSize;
  }

  get #tailStride(): number {
    return 2 * this.#headCount * BLOCK_SIZE * this.#headSize;
  }

  #pastOffset(row: number, head: number): number {
    return (row * this.#headCount + head) * this.#positions * this.#headSize;
  }

  #tailOffset(row: number, plane: number, head: number): number {
    return row * this.#tailStride + ((plane % 2) * this.#headCount + head) * BLOCK_SIZE * this.#headSize;
  }

  #wholePositions(length: number): number {
    return length - (length % BLOCK_SIZE);
  }

  #reserveRows(rows: number): void {
    if (rows <= this.#rowCapacity) return;
    this.#rowCapacity = Math.max(rows, this.#rowCapacity * 2, 4);
    this.#past = this.#past.map((plane) => grown(plane, this.#rowCapacity * this.#pastStride));
    this.#tail = this.#tail.map((plane) => grown(plane, this.#rowCapacity * this.#tailStride));
  }

  #relayout(positions: number): void {
    const before = this.#positions * this.#headSize;
    const after = positions * this.#headSize;
    const strips = this.#lengths.length * this.#headCount;
    const kept = Math.min(before, after);
    this.#positions = positions;
    this.#past = this.#past.map((plane) => {
      const target =
        plane.length >= this.#rowCapacity * this.#pastStride
          ? plane
          : new Float32Array(this.#rowCapacity * this.#pastStride);
      if (target !== plane) {
        for (let i = 0; i < strips; i++) target.set(plane.subarray(i * before, i * before + kept), i * after);
      } else if (after > before) {
        for (let i = strips - 1; i >= 0; i--) target.copyWithin(i * after, i * before, i * before + kept);
      } else {
        for (let i = 0; i < strips; i++) target.copyWithin(i * after, i * before, i * before + kept);
      }
      return target;
    });
  }
}

function grown(values: Float32Array, length: number): Float32Array {
  if (values.length >= length) return values;
  const larger = new Float32Array(length);
  larger.set(values);
  return larger;
}

function swapRanges(values: Float32Array, a: number, b: number, length: number): void {
  const copy = values.slice(a, a + length);
  values.copyWithin(a, b, b + length);
  values.set(copy, b);
}
