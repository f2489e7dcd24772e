/**
 * Why a continuation stopped, told apart from what servers say: at the step's end, at the model's own end, at a limit,
 * or lost. Pure; the differences between servers are in here and nowhere else.
 */
import type { Finish } from '@/lib/search';
import type { Choice } from '../http/replies';

/** All that servers are known to end a text with; another word may mean that it goes on. */
const ends: ReadonlySet<string> = new Set([
  'stop',
  'length',
  'stop_sequence',
  'eos_token',
  'abort',
  'aborted',
  'cancelled',
  'error',
  'content_filter',
  'repetition',
  'safety',
  'tool_calls',
  'function_call',
]);

/** Whether a choice has come to its end for sure. */
export function isEnd({ finish_reason: reason }: Choice): boolean {
  return typeof reason === 'string' && ends.has(reason);
}

/** The stop string that `text` ends with, undefined if none. */
export function stopAtEnd(text: string, stop: readonly string[]): string | undefined {
  return stop.find((each) => text.endsWith(each));
}

/**
 * The finish of a choice and, for a `step`, the stop string that ended it; `unclear` where a server says neither whether
 * a stop string ended the text nor leaves it there. `tail` is the end of the text so far.
 *
 * vLLM (and SGLang as `matched_stop`): `stop_reason` is the stop string, null at the end token, and the id of any further
 * end token of the model; `length` covers both max_tokens and a full context. Servers without the field are judged
 * by their text. search-and-learn takes every missing stop_reason for the end of the solution, `length` included; we do not.
 */
export function classifyFinish(
  choice: Choice,
  tail: string,
  stop: readonly string[],
): { readonly finish: Finish | 'unclear'; readonly stop?: string } {
  const reason = choice.stop_reason ?? choice.matched_stop;
  switch (choice.finish_reason) {
    case 'length':
      return { finish: 'length' };
    case 'stop_sequence':
      // TGI says that a stop string matched, not which.
      return { finish: 'step', stop: stopAtEnd(tail, stop) ?? stop[0] };
    case 'stop': {
      if (typeof reason === 'string' && stop.includes(reason)) return { finish: 'step', stop: reason };
      const isTold = choice.stop_reason !== undefined || choice.matched_stop !== undefined;
      const found = isTold ? undefined : stopAtEnd(tail, stop);
      if (found !== undefined) return { finish: 'step', stop: found };
      return { finish: isTold || stop.length === 0 ? 'eos' : 'unclear' };
    }
    case 'eos_token':
      return { finish: 'eos' };
    default:
      // abort, repetition, an error: what there is of the text cannot be trusted to be a step.
      return { finish: 'dropped' };
  }
}
