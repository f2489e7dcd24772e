/** Every decision of a recorded run, as it is told: what was kept and what was cut is never written alike. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { logEntrySchema } from '@/lib/runs/wire';
import { applyEvents, initialState } from '@/lib/search';
import { buildTreeView, childrenIn, explain, scoresIn, scoresOfTries } from './index';

const entries = gunzipSync(
  readFileSync(new URL('../../public/lessons/logs/trees-find-trees.ndjson.gz', import.meta.url)),
)
  .toString('utf8')
  .trimEnd()
  .split('\n')
  .map((line) => logEntrySchema.parse(JSON.parse(line)));
const view = buildTreeView(
  applyEvents(
    initialState,
    entries.map(({ event }) => event),
  ),
);
const nodes = [...view.nodes.values()];

describe('scores of a round that do not fit two decimals', () => {
  it('are written apart in every round of a recorded run, in the sentences too', () => {
    let close = 0;
    for (const { rounds } of view.state.groups)
      for (const round of rounds) {
        const candidates = round.nodes.flatMap((id) => view.nodes.get(id) ?? []);
        const withFate = (fate: string) => candidates.filter(({ source }) => source?.decision?.fate === fate);
        for (const kept of withFate('kept'))
          for (const cut of withFate('cut')) {
            if (kept.value === undefined || cut.value === undefined || kept.value === cut.value) continue;
            const write = scoresIn(view, kept);
            expect(write(kept.value)).not.toBe(write(cut.value));
            expect(explain(view, kept)).toContain(write(kept.value));
            expect(explain(view, cut)).toContain(write(cut.value));
            if (kept.value.toFixed(2) === cut.value.toFixed(2)) close++;
          }
      }
    expect(close).toBeGreaterThan(0);
  });

  it('are written apart among the tries from one parent', () => {
    for (const node of nodes) {
      const tries = childrenIn(view, node.id);
      const write = scoresOfTries(view, tries);
      for (const { state, score: kept } of tries)
        for (const { state: other, score: cut } of tries)
          if (state === 'kept' && other === 'cut' && kept !== undefined && cut !== undefined && kept !== cut)
            expect(write(kept)).not.toBe(write(cut));
    }
  });
});
