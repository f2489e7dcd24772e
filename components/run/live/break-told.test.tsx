/** A pause at a breakpoint names its steps as buttons, in every sentence that there is. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { Break } from '@/lib/search';
import { BreakTold } from './break-told';

const pageOf = (stop: Break) => renderToStaticMarkup(<BreakTold stop={stop} onNodeSelect={() => undefined} />);
const textOf = (page: string) => page.replaceAll(/<[^>]*>/g, '');

it.each<readonly [Break, string]>([
  [
    { kind: 'close', group: 0, round: 2, nodes: ['0.1', '0.2'], amount: 0 },
    'It is about to decide round 3: the two best, 0.1 and 0.2, are tied.',
  ],
  [
    { kind: 'close', group: 0, round: 0, nodes: ['0.1', '0.2'], amount: 0.0123 },
    'It is about to decide round 1: the two best, 0.1 and 0.2, lie 0.012 apart.',
  ],
  [
    { kind: 'fall', group: 1, round: 0, nodes: ['0.4.1'], amount: 0.42 },
    'It is about to decide round 1 of group 2: the score falls by 0.42 at step 0.4.1.',
  ],
  [
    { kind: 'reference', group: 0, round: 0, nodes: ['0.1'] },
    'It is about to decide round 1: step 0.1, in which the reference answer stands, is to be cut.',
  ],
  [
    { kind: 'answer', group: 0, round: 0, nodes: ['0.1'] },
    'It is about to decide round 1: step 0.1 holds the wanted answer.',
  ],
])('%o', (stop, words) => {
  const page = pageOf(stop);
  expect(textOf(page)).toBe(words);
  expect([...page.matchAll(/<button[^>]*>([^<]*)<\/button>/g)].map(([, label]) => label)).toEqual(stop.nodes);
});
