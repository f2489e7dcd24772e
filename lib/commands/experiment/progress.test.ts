import { describe, expect, it } from 'vitest';
import { curvesOf } from '@/lib/experiments/report';
import { madeData } from '@/lib/experiments/report/testing/made-data';
import { curveTable, durationWords, progressLine } from './progress';

describe('progress in a terminal', () => {
  it('says how far, how fast and how long still', () => {
    const runs = { planned: 48, finished: 10, failed: 2, running: 4 };
    expect(
      progressLine({ runs, status: 'running', runsPerMinute: 81.4, tokensPerSecond: 4_236.2, etaSeconds: 200 }),
    ).toBe('██████░░░░░░░░░░░░░░░░░░ 12/48 runs · 2 failed · 81 runs/min · 4,236 tokens/s · 3 min left');
    expect(progressLine({ runs, status: 'paused' })).toBe('██████░░░░░░░░░░░░░░░░░░ 12/48 runs · 2 failed · paused');
    expect([12.4, 600, 9_000].map(durationWords)).toEqual(['12 s', '10 min', '2.5 h']);
  });

  it('has a row for every series and baseline', () => {
    const curves = curvesOf(madeData({ problems: 20, n: 8 }), { id: 'made', origin: 'measured' });
    const lines = curveTable(curves).split('\n');
    expect(lines[0]).toMatch(/^accuracy %, n = +1 +2 +4 +8$/);
    expect(lines).toHaveLength(1 + curves.series.length + curves.baselines.length + 1);
    expect(lines.at(-1)).toContain('20 problems, 1 seed');
  });
});
