/**
 * Guesses what comes next from what followed the same few tokens before ("prompt lookup"), so that a run of the graph that
 * has rows to spare computes some tokens ahead. A wrong guess costs a row and never changes a text. It knows no graph.
 */

/** Contexts that are looked up, the longer first: what four tokens lead to is right more often, one is found more often. */
const CONTEXT_LENGTHS = [4, 2, 1] as const;
/** Contexts that are told apart, for each length; one that falls on another's place replaces it. */
const PLACES = 1 << 16;

export class TokenGuesses {
  readonly #followers = CONTEXT_LENGTHS.map(() => new Int32Array(PLACES).fill(-1));

  /** Remembers what came at `from` and after it. */
  learn(tokens: readonly number[], from: number): void {
    CONTEXT_LENGTHS.forEach((length, i) => {
      for (let at = Math.max(from, length); at < tokens.length; at++)
        this.#followers[i]![placeOf(tokens, at, length)] = tokens[at]!;
    });
  }

  /** Up to `count` tokens that may come after `tokens`; fewer, or none, where nothing is known. */
  after(tokens: readonly number[], count: number): readonly number[] {
    const line = tokens.slice(-CONTEXT_LENGTHS[0]);
    const guesses: number[] = [];
    while (guesses.length < count) {
      const next = this.#next(line);
      if (next === undefined) break;
      guesses.push(next);
      line.push(next);
    }
    return guesses;
  }

  #next(line: readonly number[]): number | undefined {
    for (const [i, length] of CONTEXT_LENGTHS.entries()) {
      if (line.length < length) continue;
      const follower = this.#followers[i]![placeOf(line, line.length, length)]!;
      if (follower >= 0) return follower;
    }
    return undefined;
  }
}

/** Where the `length` tokens before `end` have their place. */
function placeOf(tokens: readonly number[], end: number, length: number): number {
  let hash = 0;
  for (let i = end - length; i < end; i++) hash = Math.imul(hash ^ tokens[i]!, 0x9e3779b1) ^ (hash >>> 15);
  return (hash ^ (hash >>> 16)) & (PLACES - 1);
}
