/** Logs that no search made: a small and a large one, and one of somebody who means harm: every text in it would do something, if a page let it. */
import type { LogEntry } from '../../lib/runs/wire';
import { simulateLog } from '../../lib/tree/testing/simulate-log';

/** What would set `window.harmed`, end a script, reach outside or lead away. */
const hostileTexts: readonly string[] = [
  '</script><script>window.harmed=1</script>',
  '<!--<script>window.harmed=1</script>',
  '<img src=x onerror="window.harmed=1"><svg onload="window.harmed=1">',
  '$\\href{javascript:window.harmed=1}{x}$ $\\url{javascript:window.harmed=1}$ $\\includegraphics{http://example.com/x.png}$',
  '$\\htmlStyle{position:fixed;inset:0}{x}$ $\\htmlId{main}{x}$ $\\htmlData{a=b}{x}$',
  `$${'{'.repeat(5_000)}x${'}'.repeat(5_000)}$`,
  '$\\def\\a{\\a\\a}\\a$ $\\hspace{-99999em}x$ $\\rule{9999em}{9999em}$',
  '\u0000\u0007\u001b[31m \u202Egnirts desrever',
];

export function smallLog(): readonly LogEntry[] {
  return simulateLog({ strategy: 'best-of-n', n: 8, steps: 4, seed: 2 });
}

/** As many nodes and pieces of text as a search of n = 256 writes. */
export function largeLog(): readonly LogEntry[] {
  return simulateLog({ strategy: 'beam-search', n: 256, beamWidth: 4, steps: 12, seed: 1, pieces: 6 });
}

/** With servers that have addresses and keys. */
export function hostileLog(): readonly LogEntry[] {
  let next = 0;
  const hostile = () => hostileTexts[next++ % hostileTexts.length]!;
  const plain = simulateLog({ strategy: 'dvts', n: 8, beamWidth: 4, steps: 4, seed: 3 });
  const entries = plain.map(({ event, ...entry }): LogEntry => {
    if (event.type === 'run-started') {
      const problem = { text: hostileTexts.join(' '), answer: '</script>"><b>1</b>', subject: hostile() };
      return { ...entry, event: { ...event, spec: { ...event.spec, problem } } };
    }
    if (event.type === 'node-text') return { ...entry, event: { ...event, text: `${hostile()} ${event.text}` } };
    if (event.type === 'answer-selected' && event.node !== undefined)
      return { ...entry, event: { ...event, answer: hostileTexts[0]! } };
    return { ...entry, event };
  });
  const nodes = plain.flatMap(({ event }) => (event.type === 'node-opened' ? [event.node] : []));
  const calls: readonly LogEntry['event'][] = [
    {
      type: 'call-opened',
      call: 0,
      role: 'policy',
      nodes: nodes.slice(0, 4),
      url: 'http://gpu-box.secret.example:8123/v1/completions',
      body: { model: 'm', api_key: 'sk-secret' },
    },
    {
      type: 'call-closed',
      call: 0,
      promptTokens: 1,
      completionTokens: 1,
      failure: { kind: 'unreachable', message: 'connect ECONNREFUSED gpu-box.secret.example:8123' },
    },
  ];
  const end = entries.at(-1)!;
  const all = [...entries.slice(0, -1), ...calls.map((event) => ({ ...end, event })), end];
  return all.map((entry, i) => ({ ...entry, seq: i + 1 }));
}
