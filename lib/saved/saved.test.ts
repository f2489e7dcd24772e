/** Pages that stand alone: what is put in comes out, nothing of it is read as part of the page, and no address goes along. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogEntry } from '@/lib/runs/wire';
import type { ExperimentDetail } from '@/lib/experiments/wire';
import { dataId, experimentWithout, packed, pageOf, unpacked, withoutAddresses } from './index';

const empty = `<html><head><title>Longthink</title></head><body><script type="application/octet-stream" id="${dataId}"></script></body></html>`;
const shown = { kind: 'run', title: 'A run', savedOn: '2026-01-02' } as const;

describe('a saved page', () => {
  it('holds any text, and gives it back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 400 }), async (text) => {
        // A half of a pair of surrogates is no text that a file could hold.
        const whole = Buffer.from(text).toString();
        const letters = await packed(whole);
        expect(letters).toMatch(/^[A-Za-z0-9+/]*=*$/);
        expect(await new Response(unpacked(letters)).text()).toBe(whole);
      }),
      { numRuns: 12 },
    );
    const long = 'Step. '.repeat(20_000);
    expect(await new Response(unpacked(await packed(long))).text()).toBe(long);
  });

  it.each(['</script><script>alert(1)</script>', '$&$`$1', '<!--', '"><img src=x onerror=alert(1)>'])(
    'nothing of it ends what holds it: %s',
    async (hostile) => {
      const page = await pageOf(empty, { ...shown, title: hostile, text: hostile, savedOn: hostile });
      expect(page.match(/<script/g)).toHaveLength(1);
      expect(page).not.toContain('<img');
      const letters = /data-kind="run"[^>]*>([^<]*)<\/script>/.exec(page)?.[1];
      expect(await new Response(unpacked(letters!)).text()).toBe(hostile);
    },
  );

  it('is made of the viewer alone', async () => {
    await expect(pageOf('<html></html>', { ...shown, text: '' })).rejects.toThrow('not the viewer');
  });
});

describe('what a saved log leaves out', () => {
  const at = { seq: 1, at: 0 };
  /** Of what a page of curves holds of its experiment: what it failed at, as a whole and in single runs. */
  const ofExperiment = (message: string) => {
    const failure = { kind: 'unreachable', message };
    const run = { runId: 'r', cell: 'c', problem: 'p', seed: 0, failure };
    return JSON.stringify(experimentWithout({ failure, failures: [run] } as unknown as ExperimentDetail));
  };
  const left = (event: LogEntry['event']) => JSON.stringify(withoutAddresses({ ...at, event }).event);

  it('are hosts and keys of calls', () => {
    const call = left({
      type: 'call-opened',
      call: 0,
      role: 'policy',
      nodes: ['0.0'],
      url: 'http://gpu-7.lab.example:8000/v1/completions',
      body: {
        model: 'llama3.2:1b',
        temperature: 0.8,
        max_tokens: 64,
        api_key: 'sk-1',
        'x-api-key': 'sk-2',
        nested: [{ password: 'p', note: 'see https://user:pw@host.example/x' }],
      },
    });
    expect(call).toContain('http://server/v1/completions');
    expect(call).toMatch(/llama3\.2:1b.*max_tokens/);
    expect(call).not.toMatch(/gpu-7|sk-|user:pw|host\.example|password/);
  });

  it.each([
    'The policy at http://10.0.0.7:8000 does not answer.',
    'connect ECONNREFUSED 127.0.0.1:8001',
    'getaddrinfo ENOTFOUND gpu-box.internal',
    'fetch failed: gpu-box:8000',
    'connect EHOSTUNREACH [fd00::1]:8000',
  ])('are hosts in the words of failures: %s', (message) => {
    const failure = { kind: 'unreachable', message };
    for (const words of [
      left({ type: 'run-ended', status: 'failed', failure }),
      left({ type: 'call-retried', call: 0, attempt: 2, delayMs: 1, reason: failure }),
      left({ type: 'call-closed', call: 0, promptTokens: 0, completionTokens: 0, failure }),
      ofExperiment(message),
    ])
      expect(words).not.toMatch(/10\.0|127\.0|gpu-box|fd00|:800/);
  });

  it('is nothing of what was asked and written', () => {
    const text = { type: 'node-text', node: '0.0', text: 'See http://example.org:80 and key = 3.', tokens: 9 } as const;
    expect(withoutAddresses({ ...at, event: text }).event).toEqual(text);
  });
});
