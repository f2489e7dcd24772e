/**
 * What the server of the benches reads and writes: a vocabulary that grows with what it is shown, steps of made-up words, and
 * scores. All of it follows from the prompt and the seed alone; nothing is computed that a model would compute.
 */
import { assertDefined, createRng, hashString } from '@/lib/base';

/** A step, and how it ended. */
export interface Written {
  readonly pieces: readonly string[];
  readonly isEnd: boolean;
}

/** Begins what the model writes. */
export const assistantTurn = '<assistant>';
const separator = '\n\n';
const words = ['so', 'then', 'we', 'add', 'both', 'sides', 'of', 'it', 'and', 'divide', 'by', 'three', '$x$', '$4$'];
/** Steps of a solution, words of a step. */
const fewestSteps = 3;
const mostSteps = 8;
const fewestWords = 20;
const mostWords = 60;

const pieces: string[] = [];
const ids = new Map<string, number>();

function idOf(piece: string): number {
  const known = ids.get(piece);
  if (known !== undefined) return known;
  ids.set(piece, pieces.length);
  return pieces.push(piece) - 1;
}

function split(text: string): readonly string[] {
  return text.match(/\n\n|\s?\S{1,6}|\s/g) ?? [];
}

/** As tokens of one to six letters. */
export function tokenize(text: string): number[] {
  return split(text).map(idOf);
}

export function detokenize(tokens: readonly number[]): string {
  return tokens.map((token) => pieces[token] ?? '').join('');
}

/** What follows `prompt`: one step where it stops at the separator, else all that is left of the solution. */
export function write(prompt: string, seed: number, isStep: boolean): Written {
  const rng = createRng(hashString(prompt) ^ Math.imul(seed + 1, 0x9e3779b1));
  const begun = prompt.slice(prompt.lastIndexOf(assistantTurn) + assistantTurn.length);
  const written: string[] = [];
  for (let step = begun.split(separator).length; ; step++) {
    if (step > mostSteps || (step > fewestSteps && rng() < 1 / 3)) {
      const answer = `Therefore, the final answer is: $\\boxed{${Math.floor(rng() * 6)}}$. I hope it is correct.`;
      return { pieces: [...written, ...split(answer)], isEnd: true };
    }
    written.push(...split(`## Step ${step}:`));
    const count = fewestWords + Math.floor(rng() * (mostWords - fewestWords));
    for (let i = 0; i < count; i++)
      written.push(` ${assertDefined(words[Math.floor(rng() * words.length)], 'a word')}`);
    written.push(separator);
    if (isStep) return { pieces: written, isEnd: false };
  }
}

/** Between 0.02 and 0.98. */
export function score(prompt: string): number {
  return 0.02 + 0.96 * createRng(hashString(prompt))();
}
