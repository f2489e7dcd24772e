import { describe, expect, it } from 'vitest';
import type { LogEntry } from '@/lib/runs/wire';
import { runToy, toySpec } from '../search/testing/run-search';
import { raceFileText, readRaceFiles } from './index';

async function logOf(strategy: 'beam-search' | 'majority'): Promise<LogEntry[]> {
  const { events } = await runToy(toySpec(strategy, { n: 4, beamWidth: 2 }));
  return events.map((event, i) => ({ seq: i + 1, at: 1_000 + i, event }));
}
const file = (text: string, name = 'race.ndjson') => new File([text], name);
const lines = (entries: readonly LogEntry[]) => entries.map((entry) => JSON.stringify(entry)).join('\n');

describe('a race in a file', () => {
  it('comes back as it was, with what was known of its models', async () => {
    const race = {
      runs: [
        { id: 'one', entries: await logOf('beam-search') },
        { id: 'two', entries: await logOf('majority') },
      ],
      models: [{ role: 'policy', name: 'toy policy', parametersM: 0.5 } as const],
    };
    expect(await readRaceFiles([file(raceFileText(race))])).toEqual(race);
  });

  it('keeps what its clock counted and what each lane might spend; one of before, without that, opens as it did', async () => {
    const runs = [
      { id: 'one', entries: await logOf('beam-search') },
      { id: 'two', entries: await logOf('majority') },
    ];
    const race = { runs, models: [], by: 'tokens', limit: 'flops', budgets: [1e9, undefined] } as const;
    const text = raceFileText(race);
    expect(await readRaceFiles([file(text)])).toEqual(race);
    const head = { type: 'race', version: 1, runs: runs.map(({ id, entries }) => ({ id, entries: entries.length })) };
    const before = [JSON.stringify({ ...head, models: [] }), ...text.split('\n').slice(1)].join('\n');
    expect(await readRaceFiles([file(before)])).toEqual({ runs, models: [] });
    const one = file(raceFileText({ runs: runs.slice(0, 1), models: [], limit: 'tokens', budgets: [5] }));
    const other = file(raceFileText({ runs: runs.slice(1), models: [], limit: 'seconds', budgets: [1] }));
    expect(await readRaceFiles([one, other])).toEqual({ runs, models: [] });
  });

  it('may be several logs of single runs, named for their files', async () => {
    const log = await logOf('majority');
    const { runs } = await readRaceFiles([file(lines(log), 'a.ndjson'), file(lines(log), 'b.jsonl')]);
    expect(runs).toEqual([
      { id: 'a', entries: log },
      { id: 'b', entries: log },
    ]);
  });

  it('that is wrong is told with the line of the file', async () => {
    const log = await logOf('majority');
    const text = raceFileText({
      runs: [
        { id: 'one', entries: log },
        { id: 'two', entries: log },
      ],
      models: [],
    }).split('\n');
    const broken = text.with(log.length + 3, '{"seq":');
    await expect(readRaceFiles([file(broken.join('\n'))])).rejects.toThrow(`Line ${log.length + 4}: not JSON`);
    const short = text.slice(0, log.length + 5).join('\n');
    await expect(readRaceFiles([file(short)])).rejects.toThrow(`Line ${log.length + 5}: the log of run two breaks off`);
    await expect(readRaceFiles([file('{"type":"race","version":2}')])).rejects.toThrow(
      'Line 1: this race cannot be read',
    );
    await expect(readRaceFiles(Array.from({ length: 5 }, () => file(lines(log))))).rejects.toThrow(
      '5 runs; 4 can be raced',
    );
  });
});
