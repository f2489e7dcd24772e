/**
 * How a generation becomes a reply, whole or as a stream of events, whichever route asked: when each choice has ended, what
 * was used, what follows if the client goes away. It does not know how a route words a choice.
 */

import { Choice } from './choice';
import type { Exchange } from './exchange';
import { usageOf, type Frame, type Usage } from './reply-frame';
import type { LogprobNames } from './reply-logprobs';
import type { SequenceOutput } from '../engine/messages';
import type { GenerationPlan, ModelService } from '../model-service';

export interface ReplyJob extends GenerationPlan {
  readonly frame: Frame;
  readonly names: LogprobNames;
  /** Only the prompt was asked about; the one token computed for it is not shown. */
  readonly isPromptOnly: boolean;
}

/** Answers when all is written, with what `bodyOf` makes of the choices and the usage. */
export function replyWhole(
  exchange: Exchange,
  service: ModelService,
  job: ReplyJob,
  bodyOf: (choices: readonly Choice[], usage: Usage) => object,
): void {
  const choices = newChoices(job);
  let unfinished = choices.length;
  const abort = service.generate(job, (outputs) => {
    for (const { choice, output } of outputs) {
      choices[choice]!.accept(output);
      if (output.finish !== undefined) unfinished--;
    }
    if (unfinished === 0) exchange.json({ ...job.frame, ...bodyOf(choices, totalUsage(job, choices)) });
  });
  exchange.onGone(abort);
}

export interface EventWords {
  /** The first event of a choice, before anything is written; absent: there is none. */
  readonly opening?: (index: number) => object;
  /** The event of one output. `before` is the choice without it. */
  readonly output: (index: number, output: SequenceOutput, before: Choice) => object;
}

/** Sends an event for every output as it comes, then the usage where it was asked for. */
export function replyStream(exchange: Exchange, service: ModelService, job: ReplyJob, words: EventWords): void {
  const choices = newChoices(job);
  let unfinished = choices.length;
  const abort = service.generate(job, (outputs) => {
    for (const { choice: index, output } of outputs) {
      const choice = choices[index]!;
      exchange.event({ ...job.frame, ...words.output(index, output, choice) });
      choice.accept(output);
      if (output.finish !== undefined) unfinished--;
    }
    if (unfinished > 0) return;
    if (job.settings.includeUsage) exchange.event({ ...job.frame, choices: [], usage: totalUsage(job, choices) });
    exchange.closeStream();
  });
  exchange.openStream();
  if (words.opening !== undefined)
    for (const index of choices.keys()) exchange.event({ ...job.frame, ...words.opening(index) });
  exchange.onGone(abort);
}

/** Prompt-major, as in vLLM: choice = prompt index * n + sample index. */
export function promptOf({ prompts, settings }: GenerationPlan, choice: number): readonly number[] {
  return prompts[Math.floor(choice / settings.n)]!.tokens;
}

function newChoices({ prompts, settings }: GenerationPlan): readonly Choice[] {
  return Array.from({ length: prompts.length * settings.n }, () => new Choice());
}

function totalUsage({ prompts, isPromptOnly }: ReplyJob, choices: readonly Choice[]): Usage {
  return usageOf(
    prompts.reduce((sum, { tokens }) => sum + tokens.length, 0),
    isPromptOnly ? 0 : choices.reduce((sum, { tokens }) => sum + tokens.length, 0),
    prompts.length === 1 ? choices[0]?.cachedTokens : undefined,
  );
}
