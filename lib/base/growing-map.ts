/**
 * A map that only grows, in versions that share what they have in common: a new version of a large one costs what is changed
 * in it, not what is in it. Knows nothing of what it holds.
 */

/** Values of a chunk, which is copied whole when a version first writes to it. */
const chunkSize = 128;

/** Keys keep the order in which they came. What is written to one version is seen in no other. */
export class GrowingMap<Key, Value> implements ReadonlyMap<Key, Value> {
  /** Places of keys, of all versions on the way to the longest; a version knows those below its size. */
  #places: Map<Key, number>;
  #chunks: Value[][];
  #size: number;
  /** Numbers of the chunks that are this version's alone. */
  readonly #ownChunks = new Set<number>();

  /** A version that begins with what is in `base` now. */
  constructor(base: ReadonlyMap<Key, Value> = new Map<Key, Value>()) {
    if (base instanceof GrowingMap) {
      const { places, chunks, size } = (base as GrowingMap<Key, Value>).#share();
      this.#places = places;
      this.#chunks = [...chunks];
      this.#size = size;
      return;
    }
    this.#places = new Map();
    this.#chunks = [];
    this.#size = 0;
    for (const [key, value] of base) this.set(key, value);
  }

  get size(): number {
    return this.#size;
  }

  get(key: Key): Value | undefined {
    const place = this.#placeOf(key);
    return place === undefined ? undefined : this.#at(place);
  }

  has(key: Key): boolean {
    return this.#placeOf(key) !== undefined;
  }

  set(key: Key, value: Value): this {
    const place = this.#placeOf(key) ?? this.#addPlace(key);
    const number = Math.floor(place / chunkSize);
    if (!this.#ownChunks.has(number)) {
      this.#chunks[number] = [...(this.#chunks[number] ?? [])];
      this.#ownChunks.add(number);
    }
    this.#chunks[number]![place % chunkSize] = value;
    return this;
  }

  *keys(): MapIterator<Key> {
    for (const [key, place] of this.#places) {
      if (place >= this.#size) return undefined;
      yield key;
    }
    return undefined;
  }

  *values(): MapIterator<Value> {
    for (let place = 0; place < this.#size; place++) yield this.#at(place);
    return undefined;
  }

  *entries(): MapIterator<[Key, Value]> {
    let place = 0;
    for (const key of this.keys()) yield [key, this.#at(place++)];
    return undefined;
  }

  [Symbol.iterator](): MapIterator<[Key, Value]> {
    return this.entries();
  }

  forEach(callback: (value: Value, key: Key, map: ReadonlyMap<Key, Value>) => void): void {
    for (const [key, value] of this) callback(value, key, this);
  }

  /** From here on its chunks are others' too. */
  #share() {
    this.#ownChunks.clear();
    return { places: this.#places, chunks: this.#chunks, size: this.#size };
  }

  #at(place: number): Value {
    return this.#chunks[Math.floor(place / chunkSize)]![place % chunkSize]!;
  }

  #placeOf(key: Key): number | undefined {
    const place = this.#places.get(key);
    return place === undefined || place >= this.#size ? undefined : place;
  }

  /** Where another version went on with other keys than this one, the two have nothing in common from here on. */
  #addPlace(key: Key): number {
    const place = this.#size;
    this.#size += 1;
    const isNext = this.#places.size === place;
    if (!isNext && this.#places.get(key) !== place) this.#places = new Map([...this.#places].slice(0, place));
    this.#places.set(key, place);
    return place;
  }
}
