/**
 * A call to the policy as it was: the prompt with what was written before, and the same as a command line. From the folded
 * state alone; knows no screen. Text that the server was given as token ids is told as text.
 */
import { pathOf, promptOf, type CallState, type SearchState } from '@/lib/search';

/** Prompt and steps that the call went on from; undefined before the prompt is built. */
export function promptSent(state: SearchState, call: CallState): string | undefined {
  const [head] = call.nodes;
  if (head === undefined || !state.nodes.has(head)) return undefined;
  const prompt = promptOf(state, head);
  const before = pathOf(state, head).slice(0, -1);
  return prompt === undefined ? undefined : prompt.text + before.map(({ text }) => text).join('');
}

/** To be pasted into a terminal; the key of a server that needs one is not in any log, and is asked for. */
export function curlOf({ url, body }: Pick<CallState, 'url' | 'body'>, prompt: string): string {
  const isChat = /\/chat\/completions\b/.test(url);
  const request = isChat ? { messages: [{ role: 'user', content: prompt }], ...body } : { ...body, prompt };
  return `curl ${quoted(url)} -H 'content-type: application/json' -H "authorization: Bearer $KEY" -d ${quoted(JSON.stringify(request))}`;
}

/** For a POSIX shell: nothing in it means anything. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
