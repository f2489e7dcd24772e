/**
 * A result as a short JSON text to be kept: columns instead of objects and every answer once, about a tenth of its size,
 * because an experiment has millions of solutions. Knows no store.
 */
import { z } from 'zod';
import { maxTokens, selectionNames } from '@/lib/search';
import type { RunResult, Tokens } from './model';

/**
 * Of what is kept of a result. Raised when the same log comes to another result, though it looks alike: what was kept before
 * is then made again.
 */
const resultForm = 1;

/** `isOld`: of a form before today's, so that the log would come to another one. */
export type KeptResult = RunResult & { readonly isOld?: true };

const column = z.array(z.number());
const count = z.int().min(0).max(maxTokens);
const counts = z.tuple([count, count, count, count]);
/** A field more is one of a later version, and not needed here. */
const shortResultSchema = z.object({
  /** Form of the result; absent: of before forms were counted. */
  madeBy: z.int().optional(),
  cell: z.string(),
  problem: z.string(),
  seed: z.int(),
  seconds: z.number(),
  policy: counts,
  verifier: counts,
  /** 1 for each selection whose answer is right. */
  right: column,
  /** Distinct answers as [key, answer, 1 when it is right]. */
  answers: z.array(z.tuple([z.string(), z.string(), z.number()])),
  /** By solution: place in `answers`, or -1. */
  answer: column,
  /** Null where nothing is scored. */
  value: z.array(z.number().nullable()),
  group: column,
  tokens: column,
  truncated: column,
});

/** Throws when the numbers of the result are none that could be read again. */
export function encodeResult({
  cell,
  problem,
  seed,
  seconds,
  policy,
  verifier,
  isCorrect,
  solutions,
}: RunResult): string {
  const places = new Map<string, number>();
  const answers: [string, string, number][] = [];
  const answer = solutions.map((solution) => {
    if (solution.key === undefined || solution.answer === undefined) return -1;
    const name = JSON.stringify([solution.key, solution.answer, solution.isCorrect]);
    const place = places.get(name) ?? places.size;
    if (place === answers.length) answers.push([solution.key, solution.answer, Number(solution.isCorrect)]);
    places.set(name, place);
    return place;
  });
  const short: z.infer<typeof shortResultSchema> = {
    madeBy: resultForm,
    cell,
    problem,
    seed,
    seconds,
    policy: toCounts(policy),
    verifier: toCounts(verifier),
    right: selectionNames.map((selection) => Number(isCorrect[selection])),
    answers,
    answer,
    value: solutions.map(({ value }) => value ?? null),
    group: solutions.map(({ group }) => group),
    tokens: solutions.map(({ completionTokens }) => completionTokens),
    truncated: solutions.map(({ isTruncated }) => Number(isTruncated)),
  };
  return JSON.stringify(shortResultSchema.parse(short));
}

/** Undefined when the text is not what `encodeResult` writes. */
export function decodeResult(runId: string, json: string): KeptResult | undefined {
  const short = shortResultOf(json);
  if (short === undefined) return undefined;
  const { madeBy = 0, right, policy, verifier, answers, answer, value, group, tokens, truncated, ...rest } = short;
  return {
    ...rest,
    ...(madeBy < resultForm ? { isOld: true } : {}),
    runId,
    policy: toTokens(policy),
    verifier: toTokens(verifier),
    isCorrect: Object.fromEntries(
      selectionNames.map((selection, i) => [selection, right[i] === 1]),
    ) as RunResult['isCorrect'],
    solutions: answer.map((place, i) => {
      const known = answers[place];
      const score = value[i];
      return {
        ...(known === undefined ? {} : { key: known[0], answer: known[1] }),
        isCorrect: known?.[2] === 1,
        ...(score == null ? {} : { value: score }),
        group: group[i]!,
        completionTokens: tokens[i]!,
        isTruncated: truncated[i] === 1,
      };
    }),
  };
}

function shortResultOf(json: string): z.infer<typeof shortResultSchema> | undefined {
  try {
    return shortResultSchema.safeParse(JSON.parse(json)).data;
  } catch {
    // Damaged: not even JSON.
    return undefined;
  }
}

function toCounts({ prompt, cached, completion, calls }: Tokens): [number, number, number, number] {
  return [prompt, cached, completion, calls];
}

function toTokens([prompt, cached, completion, calls]: readonly [number, number, number, number]): Tokens {
  return { prompt, cached, completion, calls };
}
