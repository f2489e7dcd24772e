/**
 * Keys and values of token prefixes seen before, as a tree of blocks of up to 32 tokens. A lookup matches token by
 * token, so a prompt that continues an earlier one (a step of a search: earlier prompt + generated tokens) is found to
 * its last computed token. Least recently used blocks go first under a byte limit, leaves before their parents.
 * It knows no rows and no model: blocks are opaque float arrays filled by the caller.
 */

import { BLOCK_SIZE } from '../model/decoder-graph';

interface Block {
  readonly parent: Block | undefined;
  readonly tokens: Int32Array;
  readonly values: Float32Array;
  readonly children: Block[];
  /** Filled tokens; only a block of 32 has children. */
  count: number;
}

export interface PrefixMatch {
  /** Blocks from the start of the prompt; each contributes `count` positions, all but the last 32. */
  readonly blocks: readonly { readonly values: Float32Array; readonly count: number }[];
  readonly length: number;
}

/** Fills positions [from, to) of block number `index` into `values`. */
export type FillBlock = (
  index: number,
  range: { readonly from: number; readonly to: number; readonly block: Float32Array },
) => void;

export class PrefixCache {
  readonly #root: Block = {
    parent: undefined,
    tokens: new Int32Array(0),
    values: new Float32Array(0),
    children: [],
    count: BLOCK_SIZE,
  };
  /** In order of use, oldest first. Using a block re-inserts its path leaf first, so a parent is always newer. */
  readonly #byUse = new Set<Block>();
  readonly #blockFloats: number;
  readonly #maxBlocks: number;

  constructor(options: { readonly blockFloats: number; readonly maxBytes: number }) {
    this.#blockFloats = options.blockFloats;
    this.#maxBlocks = Math.floor(options.maxBytes / (options.blockFloats * Float32Array.BYTES_PER_ELEMENT));
  }

  get blockCount(): number {
    return this.#byUse.size;
  }

  get capacity(): number {
    return this.#maxBlocks;
  }

  /** The longest cached prefix of `tokens`, at most `limit` tokens long. */
  match(tokens: readonly number[], limit: number): PrefixMatch {
    const blocks: { values: Float32Array; count: number }[] = [];
    let node = this.#root;
    let length = 0;
    while (length < limit) {
      const { child, common } = bestChild(node, tokens, { from: length, to: Math.min(limit, length + BLOCK_SIZE) });
      if (!child) break;
      blocks.push({ values: child.values, count: common });
      node = child;
      length += common;
      if (common < BLOCK_SIZE) break;
    }
    this.#touch(node);
    return { blocks, length };
  }

  /** How many tokens `match` would find, without marking them as used. */
  matchLength(tokens: readonly number[], limit: number): number {
    let node = this.#root;
    let length = 0;
    while (length < limit) {
      const { child, common } = bestChild(node, tokens, { from: length, to: Math.min(limit, length + BLOCK_SIZE) });
      if (!child) break;
      node = child;
      length += common;
      if (common < BLOCK_SIZE) break;
    }
    return length;
  }

  /** Remembers the first `length` tokens; `fill` is called only for what is not there yet. */
  insert(tokens: readonly number[], length: number, fill: FillBlock): void {
    let node = this.#root;
    for (let start = 0; start < length; start += BLOCK_SIZE) {
      const wanted = Math.min(BLOCK_SIZE, length - start);
      const { child, common } = bestChild(node, tokens, { from: start, to: start + wanted });
      let block = child;
      if (!block || (common < wanted && common < block.count)) {
        block = {
          parent: node,
          tokens: new Int32Array(BLOCK_SIZE),
          values: new Float32Array(this.#blockFloats),
          children: [],
          count: 0,
        };
        node.children.push(block);
        this.#byUse.add(block);
      }
      if (block.count < wanted) {
        fill(start / BLOCK_SIZE, { from: block.count, to: wanted, block: block.values });
        for (let i = block.count; i < wanted; i++) block.tokens[i] = tokens[start + i]!;
        block.count = wanted;
      }
      node = block;
    }
    this.#touch(node);
    this.#evict();
  }

  #touch(leaf: Block): void {
    for (let node: Block | undefined = leaf; node && node !== this.#root; node = node.parent) {
      this.#byUse.delete(node);
      this.#byUse.add(node);
    }
  }

  #evict(): void {
    for (const block of this.#byUse) {
      if (this.#byUse.size <= this.#maxBlocks) return;
      this.#byUse.delete(block);
      const siblings = block.parent!.children;
      siblings[siblings.indexOf(block)] = siblings.at(-1)!;
      siblings.pop();
    }
  }
}

/** The child that shares most tokens with `tokens` from `range.from` on, and how many. */
function bestChild(
  node: Block,
  tokens: readonly number[],
  range: { readonly from: number; readonly to: number },
): { readonly child: Block | undefined; readonly common: number } {
  let best: Block | undefined;
  let most = 0;
  for (const child of node.children) {
    const end = Math.min(child.count, range.to - range.from);
    let common = 0;
    while (common < end && child.tokens[common] === tokens[range.from + common]) common++;
    if (common > most) {
      best = child;
      most = common;
      if (common === range.to - range.from) break;
    }
  }
  return { child: best, common: most };
}
