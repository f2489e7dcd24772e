/**
 * Whether folding a log takes as long for each event of a long one as of a short one: `npm run bench -- fold`. Logs of 10,000,
 * 20,000 and 40,000 children of one node, pieces of text of one node, rounds of one group, and pauses over as many calls,
 * whole and in chunks as they come to a page.
 */
import { printRatios } from '@/lib/launch/bench/ratios';
import { applyEvents, initialState, logVersion } from '../index';
import type { SearchEvent } from '../index';
import { toySpec } from '../testing/run-search';

const sizes = [10_000, 20_000, 40_000] as const;
const chunk = 500;
const begun: readonly SearchEvent[] = [
  { type: 'run-started', version: logVersion, spec: toySpec('best-of-n') },
  { type: 'prompt-built', prompt: { text: 'P', tokenIds: [0] } },
];

function opened(children: number): readonly SearchEvent[] {
  const expansions = [{ parent: '0', firstChild: 0, children }];
  return [...begun, { type: 'round-opened', group: 0, round: 0, isWhole: true, expansions }];
}

function nodeOpened(child: number): SearchEvent {
  return { type: 'node-opened', node: `0.${child}`, group: 0, round: 0 };
}

const logs: Readonly<Record<string, (size: number) => readonly SearchEvent[]>> = {
  children: (size) => [...opened(size), ...Array.from({ length: size }, (_, i) => nodeOpened(i))],
  'children that open from both ends': (size) => [
    ...opened(size),
    ...Array.from({ length: size }, (_, i) => nodeOpened(i % 2 === 0 ? i / 2 : size - (i + 1) / 2)),
  ],
  'children that open backwards': (size) => [
    ...opened(size),
    ...Array.from({ length: size }, (_, i) => nodeOpened(size - 1 - i)),
  ],
  rounds: (size) => [
    ...begun,
    ...Array.from({ length: size }, (_, round): readonly SearchEvent[] => [
      {
        type: 'round-opened',
        group: 0,
        round,
        isWhole: true,
        expansions: [{ parent: '0', firstChild: round, children: 1 }],
      },
      { type: 'node-opened', node: `0.${round}`, group: 0, round },
      { type: 'node-closed', node: `0.${round}`, finish: 'eos' },
      { type: 'round-decided', group: 0, round, ranked: 0, decisions: [{ node: `0.${round}`, fate: 'finished' }] },
    ]).flat(),
  ],
  'pauses over calls': (size) => [
    ...begun,
    ...Array.from({ length: size }, (_, call): readonly SearchEvent[] => [
      { type: 'call-opened', call, role: 'policy', nodes: [], url: '', body: {} },
      { type: 'run-paused' },
      { type: 'run-resumed' },
    ]).flat(),
  ],
  pieces: (size) => [
    ...opened(1),
    nodeOpened(0),
    ...Array.from({ length: size }, (_, i): SearchEvent => {
      return { type: 'node-text', node: '0.0', text: ' word', tokens: 1, tokenIds: [i] };
    }),
  ],
};

function foldAtOnce(events: readonly SearchEvent[]): void {
  applyEvents(initialState, events);
}

function foldInChunks(events: readonly SearchEvent[]): void {
  let state = initialState;
  for (let first = 0; first < events.length; first += chunk)
    state = applyEvents(state, events.slice(first, first + chunk));
}

/** Milliseconds of processor time, the shortest of five. */
function timed(fold: (events: readonly SearchEvent[]) => void, events: readonly SearchEvent[]): number {
  let shortest = Infinity;
  for (let round = 0; round < 5; round++) {
    const before = process.cpuUsage();
    fold(events);
    const { user, system } = process.cpuUsage(before);
    shortest = Math.min(shortest, (user + system) / 1_000);
  }
  return shortest;
}

const ratios: Record<string, number> = {};
for (const [name, logOf] of Object.entries(logs)) {
  for (const [how, fold] of [
    ['whole', foldAtOnce],
    [`in chunks of ${chunk}`, foldInChunks],
  ] as const) {
    const times = sizes.map((size) => timed(fold, logOf(size)));
    console.log(`${`${name}, ${how}`.padEnd(52)} ${times.map((ms) => `${ms.toFixed(1).padStart(8)} ms`).join('')}`);
    sizes.slice(1).forEach((size, i) => {
      ratios[`${size.toLocaleString('en')} to 10,000 ${name}, ${how}`] = times[i + 1]! / times[0]!;
    });
  }
}
printRatios(ratios);
