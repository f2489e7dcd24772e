import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { applyEvents, initialState, type CallState } from '@/lib/search';
import { chat } from '../../../../lib/backends/testing/personalities';
import { impatientContext, searched } from '../../../../lib/backends/testing/searches';
import { policyAt, scripted } from '../../../../lib/backends/testing/setup';
import { runToy, toySpec } from '../../../../lib/search/testing/run-search';
import { curlOf, readBy, requestText, sentIn } from './call-source';

const { events } = await runToy(toySpec('beam-search'));
const state = applyEvents(initialState, events);

/** What a shell makes of a command: the address, and the data as JSON. */
function saidBy(command: string): { readonly url: string | undefined; readonly body: unknown } {
  const said = execFileSync('sh', ['-c', command.replace(/^curl/, 'printf "%s\\0"')], { encoding: 'utf8' });
  const [url, , , , , , data] = said.split('\0');
  return { url, body: JSON.parse(data!) };
}

describe('a call as it was', () => {
  it('goes on from the prompt and all that was written before', () => {
    const calls = state.calls.filter(({ role }) => role === 'policy');
    expect(sentIn(state, calls[0]!)).toEqual({ prompt: state.prompt?.text });
    const later = calls.find(({ nodes }) => nodes[0]!.split('.').length === 4)!;
    const [, first, second] = later.nodes[0]!.split('.');
    const texts = [`0.${first}`, `0.${first}.${second}`].map((id) => state.nodes.get(id)!.text);
    const prompt = state.prompt!.text + texts.join('');
    expect(sentIn(state, later)).toEqual({ prompt });
    expect(requestText(later, { prompt })).toContain(`prompt:\n${prompt}`);
  });

  it('as a command says every word as it is, whatever a shell would make of it', () => {
    const prompt = `it's $HOME; "x" \\ \`id\`\n$(id)`;
    const command = curlOf({ url: "http://h/v1/completions?a='", body: { n: 2 } }, { prompt });
    expect(saidBy(command)).toEqual({ url: "http://h/v1/completions?a='", body: { n: 2, prompt } });
  });

  it('of a verifier shows the problem and the steps that it read', () => {
    const call = state.calls.find(({ role }) => role === 'verifier')!;
    const node = call.nodes.find((id) => id.split('.').length === 2)!;
    const text = requestText(call, readBy(state, node));
    expect(text).toContain(`problem:\n${state.spec!.problem.text}`);
    expect(text).toContain(JSON.stringify(state.nodes.get(node)!.text));
  });

  it.each(['continue-final', 'prefix', 'assistant-last'] as const)(
    'of a chat is what its server received, the begun message as it was asked to go on with it (%s)',
    async (goesOn) => {
      const server = await scripted({ 'POST /v1/chat/completions': chat({ goesOn, n: 'numbered' }) });
      const run = await searched(policyAt(server.url, { kind: 'chat' }), impatientContext());
      const received = server.received.filter(({ body }) => body.stream === true).map(({ body }) => body);
      const calls = run.calls.filter(({ role }) => role === 'policy');
      const begun = (call: CallState) => call.nodes[0]!.split('.').length > 2;
      expect(calls.some(begun)).toBe(true);
      for (const call of calls) {
        const sent = sentIn(run, call)!;
        const { url, body } = saidBy(curlOf(call, sent));
        expect(url).toBe(`${server.url}/v1/chat/completions`);
        expect(received).toContainEqual(body);
        expect(requestText(call, sent)).toContain('messages:');
        if (begun(call)) expect(body).toMatchObject({ messages: [{ role: 'user' }, { role: 'assistant' }] });
      }
    },
  );
});
