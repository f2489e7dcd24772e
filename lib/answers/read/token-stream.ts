/**
 * A cursor over tokens that can also take part of one: `\frac12` is two digits of one number token, `x^ab` one letter
 * of one run. It also holds the caps on nesting that keep the recursive grammar off the end of the stack.
 */
import type { Token } from './tokenize';
import type { Work } from '../numbers/work';
import { Unreadable } from '../numbers/work';

const MAX_DEPTH = 120;

export class TokenStream {
  readonly #tokens: Token[];
  #at = 0;
  #depth = 0;
  /** What a bare `|` behind a factor means here: it opens a new factor, or ends what is being read. */
  barEnds = false;

  constructor(
    tokens: readonly Token[],
    readonly work: Work,
  ) {
    this.#tokens = [...tokens];
  }

  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#at + ahead];
  }

  /** The token before the cursor. */
  previous(): Token | undefined {
    return this.#tokens[this.#at - 1];
  }

  take(): Token {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new Unreadable('unexpected end');
    this.work.charge(1);
    this.#at++;
    return token;
  }

  isMark(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token?.kind === 'mark' && token.text === text;
  }

  isCommand(text: string): boolean {
    const token = this.peek();
    return token?.kind === 'command' && token.text === text;
  }

  /** Takes the mark when it is next. */
  skipMark(text: string): boolean {
    if (!this.isMark(text)) return false;
    this.take();
    return true;
  }

  expectMark(text: string): void {
    if (!this.skipMark(text)) throw new Unreadable(`expected ${text}`);
  }

  expectCommand(text: string): void {
    if (!this.isCommand(text)) throw new Unreadable(`expected \\${text}`);
    this.take();
  }

  /** Leaves the cursor on what is left of the current token after its first `length` characters. */
  takePart(length: number): void {
    const token = this.peek();
    if (token === undefined || token.text.length <= length) {
      this.take();
      return;
    }
    this.work.charge(1);
    this.#tokens[this.#at] = { ...token, text: token.text.slice(length), spaced: false };
  }

  /** Reads the inside of a bracket, where bars have the meaning `barEnds` whatever they meant outside. */
  inside<T>(barEnds: boolean, read: () => T): T {
    const outside = this.barEnds;
    this.barEnds = barEnds;
    try {
      return read();
    } finally {
      this.barEnds = outside;
    }
  }

  /** Runs `read` one level deeper. Throws Unreadable past the depth cap. */
  deeper<T>(read: () => T): T {
    this.work.charge(1);
    if (this.#depth >= MAX_DEPTH) throw new Unreadable('nested too deep');
    this.#depth++;
    try {
      return read();
    } finally {
      this.#depth--;
    }
  }
}
