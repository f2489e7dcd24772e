/**
 * Whether a server goes on with what the assistant has begun, found out by an actual try: an answer that it gives without
 * chance is cut in the middle and handed back; a server that goes on writes the rest of it, one that begins anew does not.
 * Knows no wire.
 */
import { CallError } from '../http/call-error';
import type { Continuation, KnownServer } from '../server-habits';

/** Long enough for a few steps, short enough not to be waited for. */
export const triedTokens = 48;
export const triedProblem = 'What is $12 + 30 + 8$? Explain it in three short steps.';
/** Characters that have to be the same. */
const sameLength = 8;

export interface Way {
  readonly name: Continuation;
  /** What the server writes after `written`; undefined when it refuses. */
  readonly goOn: (written: string) => Promise<string | undefined>;
}

/** The first of `ways` that goes on with a begun answer. Throws CallError when the server does not answer now. */
async function findContinuation(answer: string | undefined, ways: readonly Way[]): Promise<Continuation> {
  const at = middleOf(answer ?? '');
  if (answer === undefined || at === undefined) return 'none';
  const rest = answer.slice(at).trimStart();
  for (const { name, goOn } of ways) {
    const written = (await goOn(answer.slice(0, at)))?.trimStart() ?? '';
    const same = sameBeginning(written, rest);
    // Steps begin alike: a new answer must fit the old one's beginning less well than its rest.
    if (same >= Math.min(sameLength, rest.length) && same > sameBeginning(written, answer.trimStart())) return name;
  }
  return 'none';
}

/** As `findContinuation`, asked once and remembered, unless the server could not say now. */
export function continuationOf(
  known: KnownServer,
  answer: () => Promise<string | undefined>,
  ways: readonly Way[],
): Promise<Continuation> {
  if (known.continuation !== undefined) return known.continuation;
  const asked = answer().then((text) => findContinuation(text, ways));
  known.continuation = asked;
  asked.catch((error: unknown) => {
    if (error instanceof CallError || known.continuation === asked) delete known.continuation;
  });
  return asked;
}

function sameBeginning(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}

/** Behind a blank line where there is one, since that is where steps end; else behind a word. Undefined: too short. */
function middleOf(text: string): number | undefined {
  const lines = text.indexOf('\n\n');
  if (lines > 0 && text.length - lines > 2 + sameLength) return lines + 2;
  const space = text.lastIndexOf(' ', Math.floor(text.length / 2));
  return space > 0 && text.length - space > sameLength ? space : undefined;
}
