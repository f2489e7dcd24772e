/**
 * Records of other tools in the shape of search-and-learn's rows: a problem, its answer, completions and the scores of their
 * steps. Each is told by its own fields, and no more of it is read than its schema names; what comes out is checked as any row.
 *
 * - lm-evaluation-harness, `samples_….jsonl` of `--log_samples`: `doc`, `target`, `resps` (one list a request).
 * - Inspect, a log (as JSON, or unpacked from its archive): `samples` with `input`, `target`, `output`, one an epoch.
 * - OpenR, `record.jsonl`: `question`, `groundtruth`, `output` of `{text, value, completion_tokens}`.
 * - its_hub, a line of its benchmark: `unique_id`, `budget`, `response`, or `responses` with `log_probs`; the problem is to be known.
 * - PRM800K: `question`, and `label.steps` with the rated completions of each step.
 * - Solutions whose steps are labelled: `step-labels.ts`.
 *
 * What a problem is and what its reference says is read as in problem sets, so that no half of a question comes in.
 */
import { z } from 'zod';
import { anyOf } from '@/lib/answers';
import { choiceAt, choicesIn, questionIn, referenceIn, statementOf } from '@/lib/problems/row';
import { fillText, lineReasons } from '@/lib/words';
import type { Found, FoundRow, Made } from './made-row';
import { foundLabels } from './step-labels';
import { unreadIn } from './unread';

/** A problem as a set has it. */
export interface KnownProblem {
  readonly text: string;
  readonly answer?: string | undefined;
}
/** Problems by the ids that lines give instead of them. */
export type KnownProblems = ReadonlyMap<string, KnownProblem>;

/** A number, or its text where a double would not write it the same: files are read without losing digits. */
export const writtenNumber = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/)
    .transform(Number),
]);
const writtenWhole = writtenNumber.pipe(z.int());

const message = z.looseObject({
  role: z.string().nullish(),
  content: z.union([z.string(), z.array(z.looseObject({ text: z.string().nullish() }))]),
});
type Message = z.infer<typeof message>;

const evaluated = z.looseObject({
  doc: z.looseObject({ unique_id: z.unknown().optional(), id: z.unknown().optional() }),
  doc_id: z.unknown().optional(),
  target: z.unknown(),
  resps: z.array(z.array(z.unknown())).min(1),
});

/** An answer in a JSON value; numbers have their digits. */
const answered = z.union([z.string(), z.number()]);

const inspected = z.looseObject({
  samples: z.array(
    z.looseObject({
      id: z.union([z.string(), z.number()]).nullish(),
      input: z.union([z.string(), z.array(message)]),
      choices: z.array(z.string()).nullish(),
      target: z.union([answered, z.array(answered)]),
      output: z
        .looseObject({
          choices: z.array(z.looseObject({ message })).nullish(),
          usage: z.looseObject({ output_tokens: writtenWhole.nullish() }).nullish(),
        })
        .nullish(),
    }),
  ),
});

const recorded = z.looseObject({
  question: z.string(),
  groundtruth: z.unknown(),
  output: z.array(
    z.looseObject({
      text: z.string(),
      value: z.union([z.array(writtenNumber.nullable()), writtenNumber]).nullish(),
      completion_tokens: writtenWhole.nullish(),
      num_generated_token: writtenWhole.nullish(),
    }),
  ),
});

const reply = z.union([z.string(), message]);
const scaled = z
  .looseObject({
    unique_id: answered,
    problem: z.unknown().optional(),
    answer: z.unknown().optional(),
    budget: writtenWhole,
    response: reply.nullish(),
    responses: z.array(reply).nullish(),
    log_probs: z.array(writtenNumber.nullable()).nullish(),
  })
  .refine(({ response, responses }) => response != null || responses != null);

const rated = z.looseObject({ text: z.string(), rating: writtenWhole.nullish() });
const labelled = z.looseObject({
  question: z.looseObject({ problem: z.string(), ground_truth_answer: answered.nullish() }),
  label: z.looseObject({
    steps: z.array(
      z.looseObject({
        completions: z.array(rated).nullish(),
        human_completion: rated.nullish(),
        chosen_completion: writtenWhole.nullish(),
      }),
    ),
  }),
});

/** The rows that a JSON value of another tool stands for; undefined where it is of none. `line` names what has no name. */
export function foundForeign(
  value: unknown,
  { line, known }: { readonly line: number; readonly known: KnownProblems | undefined },
): Found | undefined {
  const harness = evaluated.safeParse(value).data;
  if (harness !== undefined) return fromHarness(harness);
  const log = inspected.safeParse(value).data;
  if (log !== undefined)
    return {
      rows: fromInspect(log).map((row) => ({ row })),
      unread: [...unreadIn(value, inspected), ...log.samples.flatMap(({ input }) => unreadMessages(input))],
    };
  const record = recorded.safeParse(value).data;
  if (record !== undefined) return { rows: [{ row: fromOpenR(record) }], unread: unreadIn(value, recorded) };
  const budgeted = scaled.safeParse(value).data;
  if (budgeted !== undefined) return { rows: [fromItsHub(budgeted, known)], unread: unreadIn(value, scaled) };
  const labels = labelled.safeParse(value).data;
  if (labels !== undefined)
    return {
      rows: [{ row: fromLabels(labels, line) }],
      unread: [...unreadIn(value, labelled), ...labels.label.steps.flatMap(unreadCompletions)],
    };
  return foundLabels(value, line);
}

/** Requests that are asked how likely a text is have numbers for replies, and no completions. */
function fromHarness(sample: z.infer<typeof evaluated>): Found {
  const { doc, doc_id: place, target, resps, arguments: asked } = sample;
  const question = questionIn(doc);
  const completions = resps.flat();
  const row: Made = {
    problem: 'text' in question ? question.text : firstText(asked),
    answer: ('text' in question ? choiceAt(target, question.labels, question.choices) : undefined) ?? anyIn(target),
    unique_id: doc['unique_id'] ?? doc['id'] ?? place,
    completions,
    scores: completions.map(() => []),
  };
  const read = 'text' in question ? question.columns.map((column) => `doc.${column}`) : ['arguments'];
  return { rows: [{ row }], unread: unreadIn(sample, evaluated).filter((field) => !read.includes(field)) };
}

/** The prompt of the first request: lists of arguments, or `{gen_args_0: {arg_0: …}}`. */
function firstText(value: unknown): unknown {
  let first = value;
  while (typeof first === 'object' && first !== null) first = Object.values(first)[0];
  return first;
}

/** Epochs of a sample are its solutions. */
function fromInspect({ samples }: z.infer<typeof inspected>): readonly Made[] {
  const byId = new Map<string, z.infer<typeof inspected>['samples'][number][]>();
  for (const sample of samples) {
    const id = String(sample.id ?? textOf(sample.input));
    const epochs = byId.get(id);
    if (epochs === undefined) byId.set(id, [sample]);
    else epochs.push(sample);
  }
  return [...byId].map(([id, epochs]) => {
    const replies = epochs.flatMap(({ output }) =>
      (output?.choices ?? []).map((choice) => ({
        text: contentOf(choice.message),
        tokens: (output?.choices ?? []).length === 1 ? (output?.usage?.output_tokens ?? null) : null,
      })),
    );
    const first = epochs[0]!;
    const listed = choicesIn(first.choices);
    return {
      problem: statementOf(textOf(first.input), '', { written: undefined, listed }).text,
      // Of choices all that are named are right together.
      answer: listed.length > 0 ? lettersIn(first.target) : anyIn(first.target),
      unique_id: id,
      completions: replies.map(({ text }) => text),
      scores: replies.map(() => []),
      completion_tokens: replies.map(({ tokens }) => tokens),
    };
  });
}

function textOf(input: string | readonly Message[]): string {
  if (typeof input === 'string') return input;
  const asked = askedIn(input);
  return asked === undefined ? '' : contentOf(asked);
}

/** Of a conversation the message that is the problem: what a system is told and worked examples come before it. */
function askedIn(input: readonly Message[]): Message | undefined {
  return input.findLast(({ role }) => role === 'user') ?? input.at(-1);
}

/** `samples.input (system)`, one for each message that is not the problem. */
function unreadMessages(input: string | readonly Message[]): readonly string[] {
  if (typeof input === 'string') return [];
  const asked = askedIn(input);
  return input
    .filter((each) => each !== asked)
    .map(({ role }) => (role == null ? 'samples.input' : `samples.input (${role})`));
}

function contentOf({ content }: Message): string {
  return typeof content === 'string' ? content : content.map(({ text }) => text ?? '').join('');
}

function fromOpenR({ question, groundtruth, output }: z.infer<typeof recorded>): Made {
  return {
    problem: question,
    answer: answerIn(groundtruth),
    completions: output.map(({ text }) => text),
    // A single solution is not scored, and has a 0 in the place of scores.
    scores: output.map(({ value }) => (output.length === 1 ? [] : typeof value === 'number' ? [value] : (value ?? []))),
    completion_tokens: output.map((each) => each.completion_tokens ?? each.num_generated_token ?? null),
  };
}

/** Each particle is scored by its share of the weight; one that stands alone was chosen, and has all of it. */
function fromItsHub(line: z.infer<typeof scaled>, known: KnownProblems | undefined): FoundRow {
  const { unique_id: id, budget, response, responses, log_probs: weights, problem, answer } = line;
  const named = typeof problem === 'string' ? { text: problem, answer } : known?.get(String(id));
  if (named === undefined)
    return {
      complaint: fillText(known === undefined ? lineReasons.nameSet : lineReasons.notInSet, { id }),
    };
  const replies = responses ?? [response ?? ''];
  const logs = weights ?? (replies.length === 1 ? [0] : []);
  const shares = logs.length === replies.length ? softmax(logs) : [];
  const row: Made = {
    problem: named.text,
    answer: answerIn(named.answer),
    unique_id: id,
    completions: replies.map((each) => (typeof each === 'string' ? each : contentOf(each))),
    scores: replies.map((_, i) => (shares[i] === undefined ? [] : [shares[i]])),
    budget,
  };
  return { row };
}

/** Files have null for a weight of nothing. */
function softmax(logs: readonly (number | null)[]): readonly number[] {
  const most = logs.reduce<number>((max, each) => Math.max(max, each ?? -Infinity), -Infinity);
  const odds = logs.map((each) => (each === null || most === -Infinity ? 0 : Math.exp(each - most)));
  const total = odds.reduce((sum, each) => sum + each, 0);
  return total === 0 ? [] : odds.map((each) => each / total);
}

type RatedStep = z.infer<typeof labelled>['label']['steps'][number];

/** Of each step the completion that was chosen, else the one a person wrote, else the first; -1, 0 and 1 become 0, 1/2 and 1. */
function fromLabels({ question, label }: z.infer<typeof labelled>, line: number): Made {
  const steps = label.steps.flatMap((each) => {
    const step = takenOf(each);
    if (step === undefined) return [];
    return [{ text: step.text, rating: step.rating ?? (step === each.human_completion ? 1 : null) }];
  });
  return {
    problem: question.problem,
    answer: question.ground_truth_answer,
    // Many lines are solutions of one problem.
    unique_id: `line ${line}`,
    completions: [steps.map(({ text }) => text).join('\n\n')],
    scores: [steps.map(({ rating }) => (rating === null ? null : (rating + 1) / 2))],
  };
}

function takenOf({ completions, human_completion: human, chosen_completion: chosen }: RatedStep) {
  const listed = completions ?? [];
  return (chosen == null ? (human ?? listed[0]) : listed[chosen]) ?? listed[0];
}

/** The fields of the completions that another one was taken before, one for each. */
function unreadCompletions(step: RatedStep): readonly string[] {
  const taken = takenOf(step);
  return [
    ...(step.completions ?? []).filter((each) => each !== taken).map(() => 'label.steps.completions'),
    ...(step.human_completion == null || step.human_completion === taken ? [] : ['label.steps.human_completion']),
  ];
}

/** Letters may stand in one text: `AC`. */
function lettersIn(target: z.infer<typeof inspected>['samples'][number]['target']): unknown {
  const letters = [target].flat().join('').replaceAll(/[\s,]/g, '');
  return /^[A-Z]+$/.test(letters) ? letters.split('').join(', ') : anyIn(target);
}

/** Of several targets any is right, to the scorers of Inspect and of the harness. */
function anyIn(target: unknown): unknown {
  const several = z.array(answered).min(2).safeParse(target).data;
  return several === undefined ? answerIn(target) : anyOf(several.map((each) => referenceIn(String(each))));
}

function answerIn(reference: unknown): unknown {
  return typeof reference === 'string' ? referenceIn(reference) : reference;
}
