/**
 * Turns a growing list of tokens into text and watches for stop strings, for one sequence. Bytes of an unfinished
 * character are held back until it is whole. It knows token bytes only, not what any token means.
 */

/** The bytes of every token; those of special tokens are empty when special tokens are to be skipped. */
export interface TokenBytes {
  readonly bytesOf: (id: number) => Uint8Array;
  readonly isSpecial: (id: number) => boolean;
}

export interface StopSettings {
  readonly stop: readonly string[];
  readonly includeStop: boolean;
  readonly skipSpecialTokens: boolean;
  /** Stop strings count only in text that begins after this many generated tokens. */
  readonly minTokens: number;
}

export class TextStream {
  readonly #tokenBytes: TokenBytes;
  readonly #settings: StopSettings;
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  readonly #longestStop: number;
  #text = '';
  #sent = 0;
  #tokenCount = 0;
  #searchFrom = 0;
  /** The stop string that was found, if any. */
  #matched: string | undefined;

  constructor(tokenBytes: TokenBytes, settings: StopSettings) {
    this.#tokenBytes = tokenBytes;
    this.#settings = settings;
    this.#longestStop = Math.max(0, ...settings.stop.map((stop) => stop.length));
  }

  get stoppedBy(): string | undefined {
    return this.#matched;
  }

  /**
   * Adds a token and looks for stop strings, in the order they were given. With `silent` (the end token) no text is added.
   * Returns whether a stop string was found; the text then ends with it or right before it, whatever the token held beyond.
   */
  push(id: number, silent: boolean): boolean {
    this.#tokenCount++;
    const before = this.#text.length;
    if (!silent && !(this.#settings.skipSpecialTokens && this.#tokenBytes.isSpecial(id))) {
      this.#text += this.#decoder.decode(this.#tokenBytes.bytesOf(id), { stream: true });
    }
    if (this.#tokenCount <= this.#settings.minTokens) {
      this.#searchFrom = this.#text.length;
      return false;
    }
    if (this.#text.length === before) return false;
    for (const stop of this.#settings.stop) {
      const at = this.#text.indexOf(stop, Math.max(this.#searchFrom, before - stop.length + 1));
      if (at < 0) continue;
      this.#text = this.#text.slice(0, this.#settings.includeStop ? at + stop.length : at);
      this.#matched = stop;
      return true;
    }
    return false;
  }

  /**
   * Text not handed out yet. Unless `final`, as much is held back as could still turn out to be a stop string that
   * is not to be shown.
   */
  take(final: boolean): string {
    if (final && this.#matched === undefined) this.#text += this.#decoder.decode();
    const held = final || this.#settings.includeStop || this.#longestStop === 0 ? 0 : this.#longestStop - 1;
    const end = Math.max(this.#sent, this.#text.length - held);
    const fresh = this.#text.slice(this.#sent, end);
    this.#sent = end;
    return fresh;
  }
}
