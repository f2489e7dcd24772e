/** For tests and benches: logs that are long in one direction each, for whether one event costs as much in all of them. */
import { logVersion } from '../index';
import type { SearchEvent } from '../index';
import { toySpec } from './run-search';

/** Each twice as long as the one before. */
export const longSizes = [10_000, 20_000, 40_000] as const;

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

/** Of so many children, rounds, pauses or pieces; nothing but the size differs. */
export const longLogs: Readonly<Record<string, (size: number) => readonly SearchEvent[]>> = {
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
