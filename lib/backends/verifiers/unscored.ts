/**
 * Inputs that a verifier cannot read, in the place of what it would have said of them: too long, or refused, while others go
 * on. Knows no server and no prompt format.
 */
import type { Unscored } from '@/lib/search';
import { CallError } from '../http/call-error';
import type { Backend } from '../config/backend';
import type { Tokenized } from '../http/tokenizer';

export function isUnscored(value: unknown): value is Unscored {
  return typeof value === 'object' && value !== null && 'reason' in value && 'message' in value;
}

/** What `error` says of the one input that it is about. */
export function unscoredReason(error: CallError): Unscored['reason'] {
  return error.isContextOverflow || error.status === 413 ? 'too-long' : 'refused';
}

export function unscoredBy(error: CallError): Unscored {
  return { reason: unscoredReason(error), message: error.message };
}

/** `work` on the items that can be read, in order; the others stay in their places. */
export async function onReadable<Item, Result>(
  items: readonly (Item | Unscored)[],
  work: (items: readonly Item[]) => Promise<readonly (Result | Unscored)[]>,
): Promise<readonly (Result | Unscored)[]> {
  const results = await work(items.filter((item): item is Item => !isUnscored(item)));
  let next = 0;
  return items.map((item) => (isUnscored(item) ? item : results[next++]!));
}

/** `input`, or that it leaves no room in the context for `reserved` tokens. */
export function fitting(backend: Backend, input: Tokenized, reserved: number): Tokenized | Unscored {
  const { ids, maxModelLength } = input;
  if (maxModelLength === undefined || ids.length + reserved <= maxModelLength) return input;
  return {
    reason: 'too-long',
    message: `The verifier “${backend.name}” reads ${maxModelLength} tokens; problem and solution have ${ids.length}.`,
  };
}

/** A reply of the tokenizer, which may refuse what is too long, too. */
export async function readable<Reply>(reply: Promise<Reply>): Promise<Reply | Unscored> {
  try {
    return await reply;
  } catch (error) {
    if (error instanceof CallError && error.isContextOverflow) return unscoredBy(error);
    throw error;
  }
}
