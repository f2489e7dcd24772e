/** Calls as the log tells them. Test names quote the rules of SPEC.md. */
import { describe, expect, it } from 'vitest';
import type { EventOf, ProposeRequest, SearchEvent } from '..';
import { runScripted, toySpec } from '../testing/run-search';
import { allScored, ends, fails, piece, retry, sent, usage, type PolicyLine } from '../testing/scripted';

const two = toySpec('majority', { n: 2 });
const both: readonly PolicyLine[] = [piece('a', 2, 0), ends('eos', 0), piece('b', 3, 1), ends('eos', 1)];

async function callsOf(lines: readonly PolicyLine[]) {
  const { state, events } = await runScripted(two, { policy: [lines] });
  return { calls: state.calls, totals: state.totals.policy, events: events.filter(isCall) };
}
function isCall(event: SearchEvent): event is EventOf<'call-opened' | 'call-retried' | 'call-closed'> {
  return event.type.startsWith('call-');
}

describe('E-6: every call is logged', () => {
  it('E-6: with what was sent, without the prompt, and the nodes that it is about', async () => {
    const { calls } = await callsOf([sent({ n: 2, seed: 7 }), ...both, usage(5)]);
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({
      call: 0,
      role: 'policy',
      nodes: ['0.0', '0.1'],
      url: 'script://server',
      body: { n: 2, seed: 7 },
      status: 'done',
      attempts: 1,
    });
  });

  it('E-6: a retry is the same call, also when it is announced as sent again', async () => {
    const { calls, events } = await callsOf([sent(), retry(2), sent(), retry(3), sent(), ...both, usage(5)]);
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({ attempts: 3, retry: undefined, status: 'done', completionTokens: 5 });
    expect(events.map(({ type }) => type)).toEqual(['call-opened', 'call-retried', 'call-retried', 'call-closed']);
    expect(events[1]).toMatchObject({ call: 0, attempt: 2, delayMs: 10, reason: { kind: 'overloaded' } });
  });

  it('E-6: what is sent after that is a call of its own', async () => {
    const { calls } = await callsOf([sent(), retry(2), sent(), sent(), ...both, usage(2), usage(3)]);
    expect(calls.map(({ call, attempts, completionTokens }) => [call, attempts, completionTokens])).toEqual([
      [0, 2, 2],
      [1, 1, 3],
    ]);
  });

  it('E-6: a retry of what was never sent is nobody’s', async () => {
    const { calls } = await callsOf([retry(2), sent(), ...both, usage(5)]);
    expect(calls.map(({ attempts }) => attempts)).toEqual([1]);
  });

  it('E-6: usage is told in the order of sending; prompt, cached and completion tokens are kept and summed', async () => {
    const { calls, totals } = await callsOf([
      sent(),
      sent(),
      ...both,
      { type: 'usage', promptTokens: 10, completionTokens: 2, cachedTokens: 4 },
      usage(3, 20),
      usage(99, 99),
    ]);
    expect(
      calls.map(({ promptTokens, cachedTokens, completionTokens }) => [promptTokens, cachedTokens, completionTokens]),
    ).toEqual([
      [10, 4, 2],
      [20, 0, 3],
    ]);
    expect(totals).toEqual({ calls: 2, failedCalls: 0, promptTokens: 30, cachedTokens: 4, completionTokens: 5 });
  });

  it('E-6: the tokens of a call that tells no usage are those that were seen', async () => {
    expect((await callsOf([sent(), ...both])).calls[0]).toMatchObject({ promptTokens: 0, completionTokens: 5 });
  });

  it('E-6: of several calls the first without usage has what the others do not account for', async () => {
    const { calls } = await callsOf([sent(), sent(), sent(), ...both, usage(1)]);
    expect(calls.map(({ completionTokens }) => completionTokens)).toEqual([1, 4, 0]);
    const more = await callsOf([sent(), sent(), ...both, usage(7)]);
    expect(more.calls.map(({ completionTokens }) => completionTokens)).toEqual([7, 0]);
  });

  it('E-6: tokens thrown away behind the end of a step were written too', async () => {
    const spec = toySpec('beam-search', { n: 2, beamWidth: 2, maxSteps: 2 });
    const lines = [sent(), piece('a\n\n', 1, 0), piece('more', 4, 0), piece('b\n\n', 1, 1)];
    const { state } = await runScripted(spec, {
      policy: ({ count }: ProposeRequest, call) =>
        call === 0 ? lines : Array.from({ length: count }, (_, i) => ends('eos', i)),
    });
    expect(state.calls[0]?.completionTokens).toBe(6);
  });

  it('E-6: a failure belongs to the last call of its request, and usage told before it counts', async () => {
    const { state } = await runScripted(toySpec('majority', { n: 1 }), {
      policy: (_, call) =>
        call === 0 ? [sent(), sent(), piece('a', 2), usage(2), fails('overloaded')] : [sent(), ends('eos'), usage(1)],
    });
    expect(
      state.calls.map(({ status, failure, completionTokens }) => [status, failure?.kind, completionTokens]),
    ).toEqual([
      ['done', undefined, 2],
      ['failed', 'overloaded', 0],
      ['done', undefined, 1],
    ]);
    expect(state.totals.policy).toMatchObject({ calls: 3, failedCalls: 1 });
  });

  it('E-6: calls to the verifier are numbered with the others, and a call is closed once', async () => {
    const { state, events } = await runScripted(toySpec('best-of-n', { n: 2 }), {
      policy: [[sent(), ...both, usage(5)]],
      verifier: (request) => [sent({ steps: 1 }), usage(0, 9), ...allScored(0.5)(request)],
    });
    expect(state.calls.map(({ call, role }) => [call, role])).toEqual(
      state.calls.map((_, i) => [i, i === 0 ? 'policy' : 'verifier']),
    );
    const closed = events.filter(({ type }) => type === 'call-closed');
    expect(closed).toHaveLength(state.calls.length);
    expect(state.totals.verifier).toMatchObject({ promptTokens: 9 * (state.calls.length - 1), completionTokens: 0 });
  });
});
