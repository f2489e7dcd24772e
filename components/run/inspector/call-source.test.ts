import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { applyEvents, initialState } from '@/lib/search';
import { runToy, toySpec } from '../../../lib/search/testing/run-search';
import { curlOf, promptSent } from './call-source';

const { events } = await runToy(toySpec('beam-search'));
const state = applyEvents(initialState, events);

describe('a call as it was', () => {
  it('goes on from the prompt and all that was written before', () => {
    const calls = state.calls.filter(({ role }) => role === 'policy');
    expect(promptSent(state, calls[0]!)).toBe(state.prompt?.text);
    const later = calls.find(({ nodes }) => nodes[0]!.split('.').length === 4)!;
    const [, first, second] = later.nodes[0]!.split('.');
    const texts = [`0.${first}`, `0.${first}.${second}`].map((id) => state.nodes.get(id)!.text);
    expect(promptSent(state, later)).toBe(state.prompt!.text + texts.join(''));
  });

  it('as a command says every word as it is, whatever a shell would make of it', () => {
    const prompt = `it's $HOME; "x" \\ \`id\`\n$(id)`;
    const command = curlOf({ url: "http://h/v1/completions?a='", body: { n: 2 } }, prompt);
    const said = execFileSync('sh', ['-c', command.replace(/^curl/, 'printf "%s\\0"')], { encoding: 'utf8' });
    const [url, , , , , , data] = said.split('\0');
    expect(url).toBe("http://h/v1/completions?a='");
    expect(JSON.parse(data!)).toEqual({ n: 2, prompt });
    expect(curlOf({ url: 'http://h/v1/chat/completions', body: {} }, 'x')).toContain('"messages"');
  });
});
