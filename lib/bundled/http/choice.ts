/**
 * One choice of a reply while it grows: text, token ids, log-probabilities, and why it ended. It knows no reply shape.
 */

import type { PositionLogProbabilities } from '../engine/log-probabilities';
import type { SequenceOutput } from '../engine/messages';

export class Choice {
  text = '';
  readonly tokens: number[] = [];
  readonly logprobs: PositionLogProbabilities[] = [];
  promptLogprobs: readonly (PositionLogProbabilities | undefined)[] | undefined;
  cachedTokens = 0;
  finish: SequenceOutput['finish'];

  accept(output: SequenceOutput): void {
    this.text += output.text;
    this.tokens.push(...output.tokens);
    if (output.logprobs !== undefined) this.logprobs.push(...output.logprobs);
    this.promptLogprobs ??= output.promptLogprobs;
    this.cachedTokens += output.cachedTokens ?? 0;
    this.finish ??= output.finish;
  }
}
