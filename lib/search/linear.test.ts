/** Whether an event costs as much in a long log as in a short one: counted, so that no machine makes it pass or fail. */
import { describe, expect, it } from 'vitest';
import { applyEvents, Draft, foldInto, initialState, type SearchEvent } from './index';
import { countThings } from './testing/counted';
import { longLogs, longSizes } from './testing/long-logs';

const [short] = longSizes;

/** What folding the logs goes through, beside what it goes through for the shortest. */
function ratios(
  fold: (events: readonly SearchEvent[]) => void,
  sizes: readonly number[],
  log: (size: number) => readonly SearchEvent[],
) {
  const counts = sizes.map((size) => {
    const events = log(size);
    return countThings(() => fold(events));
  });
  return counts.map((count) => count / counts[0]!);
}

describe('L-9: what is gone through for a log grows as the log does', () => {
  it.each(Object.entries(longLogs))('%s', (_, log) => {
    const [, twice, fourTimes] = ratios((events) => applyEvents(initialState, events), longSizes, log);
    expect(twice).toBeCloseTo(2, 1);
    expect(fourTimes).toBeCloseTo(4, 1);
  });

  it('a piece of text in a large tree costs no more than in a small one', () => {
    const costs = [400, 40_000].map((size) => {
      const state = applyEvents(initialState, longLogs['children']!(size));
      const event: SearchEvent = { type: 'node-text', node: '0.7', text: ' word', tokens: 1, tokenIds: [7] };
      return countThings(() => void applyEvents(state, [event]));
    });
    // A list of the pages that the nodes lie on, and one of these.
    expect(costs[1]! - costs[0]!).toBeLessThan(400);
  });

  it('and is seen to grow as its square where every event is looked at by somebody', () => {
    const fold = (events: readonly SearchEvent[]) => {
      const draft = new Draft(initialState);
      for (const event of events) foldInto(draft, event);
    };
    const [, twice, fourTimes] = ratios(fold, [short / 20, short / 10, short / 5], longLogs['children']!);
    expect(twice).toBeGreaterThan(3);
    expect(fourTimes).toBeGreaterThan(12);
  });
});
