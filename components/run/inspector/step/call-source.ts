/**
 * A call as it was: what it was sent besides its settings, and the whole of it as a command line. From the folded state alone;
 * knows no screen. Text that the server was given as token ids is told as text.
 */
import { pathOf, promptOf, type CallState, type NodeId, type Problem, type SearchState } from '@/lib/search';

interface Message {
  readonly role: string;
  readonly content: string;
  readonly prefix?: true;
}

/** The fields that the log keeps out of a call's body: of raw routes the text that is gone on from, of a chat its messages. */
export type Sent = { readonly prompt: string } | { readonly messages: readonly Message[] };

/** Of a call to the policy; undefined before the prompt is built. */
export function sentIn(state: SearchState, call: CallState): Sent | undefined {
  const [head] = call.nodes;
  if (head === undefined || !state.nodes.has(head)) return undefined;
  const prompt = promptOf(state, head);
  if (prompt === undefined || state.spec === undefined) return undefined;
  const written = pathOf(state, head)
    .slice(0, -1)
    .map(({ text }) => text)
    .join('');
  if (!/\/chat\/completions\b/.test(call.url)) return { prompt: prompt.text + written };
  const messages = messagesIn(prompt.text, state.spec.problem);
  return { messages: written === '' ? messages : [...messages, begun(written, call)] };
}

/** What the assistant has begun, as its server is told that it has. */
function begun(content: string, { isPrefixed }: CallState): Message {
  return { role: 'assistant', content, ...(isPrefixed ? { prefix: true } : {}) };
}

/** The prompt of a chat is its messages; of a run that began on a raw route, the problem is asked. */
function messagesIn(prompt: string, { text }: Problem): readonly Message[] {
  try {
    const parsed: unknown = JSON.parse(prompt);
    if (Array.isArray(parsed) && parsed.length > 0 && parsed.every(isMessage)) return parsed;
  } catch {
    // A raw prompt is no JSON.
  }
  return [{ role: 'user', content: text }];
}

function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null || !('role' in value && 'content' in value)) return false;
  return typeof value.role === 'string' && typeof value.content === 'string';
}

/** What the verifier was given to read of a step: each kind puts its own form around it, which no log has. */
export interface Read {
  readonly problem: string;
  readonly steps: readonly string[];
}

export function readBy(state: SearchState, node: NodeId): Read | undefined {
  if (state.spec === undefined || !state.nodes.has(node)) return undefined;
  return { problem: state.spec.problem.text, steps: pathOf(state, node).map(({ text }) => text) };
}

/** As it is looked at: the settings, and below them what was sent, or read, where that is known. */
export function requestText({ url, body }: Pick<CallState, 'url' | 'body'>, given: Sent | Read | undefined): string {
  const settings = `POST ${url}\n${JSON.stringify(body, null, 2)}`;
  if (given === undefined) return settings;
  const parts = Object.entries(given).map(
    ([name, value]) => `${name}:\n${typeof value === 'string' ? value : JSON.stringify(value, null, 2)}`,
  );
  return [settings, ...parts].join('\n\n');
}

/** To be pasted into a terminal; the key of a server that needs one is not in any log, and is asked for. */
export function curlOf({ url, body }: Pick<CallState, 'url' | 'body'>, sent: Sent): string {
  const request = JSON.stringify({ ...body, ...sent });
  return `curl ${quoted(url)} -H 'content-type: application/json' -H "authorization: Bearer $KEY" -d ${quoted(request)}`;
}

/** For a POSIX shell: nothing in it means anything. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
