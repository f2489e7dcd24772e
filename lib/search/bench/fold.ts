/**
 * Whether folding a log takes as long for each event of a long one as of a short one: `npm run bench -- fold`. Logs of 10,000,
 * 20,000 and 40,000 children of one node, pieces of text of one node, rounds of one group, and pauses over as many calls,
 * whole and in chunks as they come to a page; and what a beat of text costs in trees of these sizes.
 */
import { printRatios } from '@/lib/launch/bench/ratios';
import { applyEvents, initialState } from '../index';
import type { SearchEvent } from '../index';
import { longLogs, longSizes as sizes } from '../testing/long-logs';

const chunk = 500;
const beats = 500;

function foldAtOnce(events: readonly SearchEvent[]): void {
  applyEvents(initialState, events);
}

function foldInChunks(events: readonly SearchEvent[]): void {
  let state = initialState;
  for (let first = 0; first < events.length; first += chunk)
    state = applyEvents(state, events.slice(first, first + chunk));
}

/** Text of twenty nodes at a time, as an app writes it and a page shows it. */
function foldBeats(size: number): () => void {
  const tree = applyEvents(initialState, longLogs['children']!(size));
  return () => {
    let state = tree;
    for (let beat = 0; beat < beats; beat++)
      state = applyEvents(
        state,
        Array.from({ length: 20 }, (_, i): SearchEvent => {
          const node = `0.${(beat + i * 37) % size}`;
          return { type: 'node-text', node, text: ' word', tokens: 1, tokenIds: [i] };
        }),
      );
  };
}

/** Milliseconds of processor time, the shortest of five. */
function timed(work: () => void): number {
  let shortest = Infinity;
  for (let round = 0; round < 5; round++) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    shortest = Math.min(shortest, (user + system) / 1_000);
  }
  return shortest;
}

const ratios: Record<string, number> = {};
for (const [name, logOf] of Object.entries(longLogs)) {
  for (const [how, fold] of [
    ['whole', foldAtOnce],
    [`in chunks of ${chunk}`, foldInChunks],
  ] as const) {
    const times = sizes.map((size) => {
      const events = logOf(size);
      return timed(() => fold(events));
    });
    console.log(`${`${name}, ${how}`.padEnd(52)} ${times.map((ms) => `${ms.toFixed(1).padStart(8)} ms`).join('')}`);
    sizes.slice(1).forEach((size, i) => {
      ratios[`${size.toLocaleString('en')} to 10,000 ${name}, ${how}`] = times[i + 1]! / times[0]!;
    });
  }
}
const times = sizes.map((size) => timed(foldBeats(size)) / beats);
console.log(`${'a beat of text'.padEnd(52)} ${times.map((ms) => `${ms.toFixed(3).padStart(8)} ms`).join('')}`);
sizes.slice(1).forEach((size, i) => {
  ratios[`a beat of text in ${size.toLocaleString('en')} nodes to one in 10,000`] = times[i + 1]! / times[0]!;
});
printRatios(ratios);
