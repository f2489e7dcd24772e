/**
 * Ways in which servers fall short of vLLM's protocol and are then spoken to more simply, one continuation at a time. They
 * are found out by a probe or in passing, whichever comes first, and kept while the process lives.
 */
import type { Backend, PolicyBackend } from './config/backend';
import type { Software } from './http/software';

export type ServerHabit =
  /** One continuation a request, whatever `n` says. */
  | 'writes-one'
  /** Each of several continuations has its own number in the stream. */
  | 'writes-several'
  /** Prompts as token ids are taken; or they are refused, although it tells ids. */
  | 'reads-ids'
  | 'reads-text'
  /** The model writes its thoughts before its answer. */
  | 'thinks'
  /** The prompt, which is not to be seen, begins a thought that only its end shows. */
  | 'opens-thought'
  /** The prompt, which is not to be seen, begins none: what comes is answer, or shows its thoughts. */
  | 'opens-none'
  /** Each piece of a stream is all of the text so far. */
  | 'sends-sums'
  /** A stop string ends a text like the model's own end does, and is cut off, or it ends none: nobody can tell which it was. */
  | 'hides-stops';

/** How a server goes on with what the assistant has begun: `undefined` where nobody tried. See `continuation.ts`. */
export type Continuation = 'continue-final' | 'prefix' | 'assistant-last' | 'raw' | 'none';

export interface KnownServer {
  readonly habits: Set<ServerHabit>;
  /** Tokens that its context holds, from its refusals. */
  contextLength?: number;
  /** Tokens of one answer that it does not refuse, from its refusals. */
  mostTokens?: number;
  /** What it is, once it was asked; `undefined` in it where nobody knows it. */
  software?: { readonly found: Software | undefined };
  /** What closes its thoughts, where that is not the usual mark. */
  endOfThoughts?: string;
  continuation?: Promise<Continuation>;
  /** What it counts for a prompt of one token, where that shows a template around it. */
  template?: Promise<number | undefined>;
  /** Of a policy: whether a reply that comes at once tells the ids of its tokens, once it was asked. */
  tellsIdsAtOnce?: Promise<boolean>;
  /** How long it took for a token, waiting and all. */
  msPerToken?: number;
  /** What single tokens say. */
  tokenTexts?: Map<number, Promise<string | undefined>>;
  /** Of a verifier: how long it takes for an input, and how many at once were not too many. */
  msPerInput?: number;
  largestBatch?: number;
  /** Of a verifier: it accepted an input, and said something of one that could be used. */
  hasScored?: boolean;
  hasRead?: boolean;
  /** Of a verifier that reads what its model writes: whether whole solutions are better read in one prompt each. */
  readsWhole?: boolean;
}

/** By URL and model. */
export type ServerHabits = Map<string, KnownServer>;

/** What is known of the server and model of `backend`; whoever finds more out adds it. */
export function knownOf(habits: ServerHabits, { url, model }: Backend): KnownServer {
  const key = JSON.stringify([url, model]);
  const known = habits.get(key) ?? { habits: new Set() };
  habits.set(key, known);
  return known;
}

/** Nobody has asked yet what it is, or it is one whose word is good. */
export function isWellKnown({ isBundled }: Pick<PolicyBackend, 'isBundled'>, { software }: KnownServer): boolean {
  return isBundled || software === undefined || software.found?.takesRaw === true;
}
