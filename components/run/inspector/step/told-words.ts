/** What a call's server said of how likely tokens are, in words: of a verifier what a score was read from, where the log has it. */
import type { CallState, NodeState, Told } from '@/lib/search';
import { callWords, fateWords, type Say } from '@/lib/words';

/** Fields by which servers are asked for log-probabilities: of what they write, and of what they read. */
const askedBy = { written: ['logprobs', 'top_logprobs'], read: ['prompt_logprobs'] } as const;

/** Undefined while nothing came of the call for this step. */
export function toldWords(
  { role, status, body }: Pick<CallState, 'role' | 'status' | 'body'>,
  node: Pick<NodeState, 'score' | 'told'> | undefined,
  say: Say,
): string | undefined {
  const isAskedBy = (fields: readonly string[]) => fields.some((field) => field in body);
  const told = role === 'verifier' && status === 'done' ? (node?.told ?? []) : [];
  // A verifier may ask more than the one request that the log shows.
  if (told.length > 0) {
    const tokens = told.map((each) => tokenWords(each, say)).join(say(fateWords.comma));
    return say(isAskedBy(askedBy.read) ? callWords.leastLikely : callWords.said, { tokens });
  }
  if (!isAskedBy(askedBy.written) && !isAskedBy(askedBy.read)) return say(callWords.logprobsNotAsked);
  return status === 'done' && node?.score !== undefined ? say(callWords.logprobsNotKept) : undefined;
}

/** White space and marks that cannot be seen are told as JSON does. */
function tokenWords({ token, logprob }: Told, say: Say): string {
  const digits = String(Math.abs(Number(logprob.toPrecision(3))));
  return say(callWords.token, {
    token: JSON.stringify(token).slice(1, -1),
    logprob: logprob < 0 ? `−${digits}` : digits,
  });
}
