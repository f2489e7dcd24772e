/**
 * Remembers which workers have computed which token prefixes, in whole blocks, so that a continuation goes where its
 * cache is. It is only a hint: a wrong or forgotten entry costs time, never correctness.
 */

import { mix } from '@/lib/base';
import { BLOCK_SIZE } from '../model/decoder-graph';

const MAX_ENTRIES = 50_000;

export class PrefixAffinity {
  /** Hash of model and all tokens up to a block's end, to the bit set of workers that hold it; oldest first. */
  readonly #holders = new Map<number, number>();

  /** Tokens of `tokens` that each of `workers` workers holds, in whole blocks. */
  cachedTokens(model: number, tokens: readonly number[], workers: number): readonly number[] {
    const cached = Array.from({ length: workers }, () => 0);
    let still = -1;
    for (const { hash, length } of blockHashes(model, tokens)) {
      still &= this.#holders.get(hash) ?? 0;
      if (still === 0) break;
      for (let worker = 0; worker < workers; worker++) if (still & (1 << worker)) cached[worker] = length;
    }
    return cached;
  }

  /** Notes that `worker` computes (or will have computed) `tokens`. */
  record(model: number, tokens: readonly number[], worker: number): void {
    for (const { hash } of blockHashes(model, tokens)) {
      const holders = this.#holders.get(hash) ?? 0;
      this.#holders.delete(hash);
      this.#holders.set(hash, holders | (1 << worker));
    }
    for (const hash of this.#holders.keys()) {
      if (this.#holders.size <= MAX_ENTRIES) break;
      this.#holders.delete(hash);
    }
  }
}

function blockHashes(
  model: number,
  tokens: readonly number[],
): readonly { readonly hash: number; readonly length: number }[] {
  const hashes: { hash: number; length: number }[] = [];
  let hash = mix(model + 1);
  for (let i = 0; i < tokens.length; i++) {
    hash = mix(hash ^ Math.imul(tokens[i]! + 1, 0x9e3779b1));
    if ((i + 1) % BLOCK_SIZE === 0) hashes.push({ hash, length: i + 1 });
  }
  return hashes;
}
