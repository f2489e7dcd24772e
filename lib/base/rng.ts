/**
 * Seeded, stateless randomness: 32-bit hashes and a small generator built on them.
 * It knows no hidden state and no clock: the same input gives the same numbers on every machine.
 */

/** FNV-1a over the UTF-16 code units, then murmur3's finaliser; an unsigned 32-bit integer. */
export function hashString(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return mix(hash);
}

/** murmur3 32-bit finaliser: a bijection on 32-bit integers that spreads every input bit. Returns unsigned. */
export function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A uniform number in [0, 1) that depends on `seed` and `index` only. */
export function uniformAt(seed: number, index: number): number {
  return mix(mix(seed) ^ mix(index + 0x9e3779b9)) / 0x1_0000_0000;
}

/** A generator of uniform numbers in [0, 1): `uniformAt(seed, 0)`, `uniformAt(seed, 1)`, … */
export function createRng(seed: number): () => number {
  let index = 0;
  return () => uniformAt(seed, index++);
}
