/** One sentence of what happens, at every place of a log. */
import { expect, it } from 'vitest';
import { runToy, toySpec } from '@/lib/search/testing/run-search';
import { buildTreeView, nowAt, Replay, type Now } from '.';

it('says at every place of a log what is written, what was decided last, and what was chosen', async () => {
  const { events } = await runToy(toySpec('beam-search', { n: 6, beamWidth: 2 }));
  const entries = events.map((event, i) => ({ seq: i + 1, at: i, event }));
  const replay = new Replay();
  replay.append(entries);
  const seen = new Map<Now['type'], Now>();
  for (let seq = 0; seq <= entries.length; seq++) {
    const now = nowAt(buildTreeView(replay.stateAt(seq)), entries, seq);
    seen.set(now.type, now);
    if (now.type === 'decided') expect(now.lives).toBeLessThanOrEqual(now.of);
    if (now.type === 'writing') expect(now.count).toBeGreaterThan(0);
  }
  expect([...seen.keys()]).toEqual(['nothing', 'writing', 'decided', 'chosen']);
});
