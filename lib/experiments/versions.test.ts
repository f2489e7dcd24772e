/**
 * Experiments of every version open for ever: their logs, and recordings that ship. A folder of `__fixtures__` a version; a
 * file in it is never changed.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { experimentEntrySchema, foldExperiment, headOf, readRecording } from './index';
import { curvesOf } from './report';

const textOf = (file: string) => readFileSync(new URL(`__fixtures__/${file}`, import.meta.url), 'utf8');

describe('version 1', () => {
  it('a log is read to its end', () => {
    const entries = textOf('version-1/experiment.ndjson')
      .trim()
      .split('\n')
      .map((line) => experimentEntrySchema.parse(JSON.parse(line)));
    const state = foldExperiment(undefined, entries);
    expect(state).toMatchObject({
      comparison: { compared: 2, different: 1 },
      retries: new Map([['01jz0000000000000000', 9]]),
    });
    expect(headOf('x', entries[0]!.at, state)).toEqual({
      id: 'x',
      createdAt: 1_753_000_000_000,
      spec: state.start.spec,
      status: 'finished',
      origin: 'measured',
      problems: 2,
      // Of each problem: the greedy answer once, and three searches with two seeds.
      planned: 14,
      lastSeq: 7,
    });
    expect(state.start.spec).toMatchObject({
      name: 'made',
      problems: { set: 'made', levels: [1], limit: 2 },
      seeds: [1, 2],
    });
    expect(state.start.cells.map(({ id }) => id)).toEqual([
      'best-of-n 4 / p / v',
      'dvts 4 / p / v',
      'beam-search 4 / p / v',
      'baseline / p',
    ]);
  });

  it('a recording is read to its end', () => {
    const { data, ...facts } = readRecording(textOf('version-1/recorded.experiment.jsonl'));
    expect(facts).toEqual({ createdAt: 1_753_000_000_000, failed: 1, tokens: 77 });
    expect(data.digests).toHaveLength(10);
    const curves = curvesOf(data, { id: 'made', origin: 'recorded' });
    expect(curves).toMatchObject({ problems: 2, results: 10 });
    expect(curves.series.length).toBeGreaterThan(0);
  });
});

describe('a later version is told in words', () => {
  const [head = '', line = ''] = textOf('version-1/recorded.experiment.jsonl').split('\n');
  it.each([
    [
      'in the head',
      head.replace('"version":1', '"version":2'),
      /Line 1: written by a newer Longthink \(log version 2\)/,
    ],
    [
      'in a run',
      [head, line.replace('"seed"', '"luck":1,"seed"')].join('\n'),
      /Line 2: this Longthink does not know .*“luck”/,
    ],
    ['in no words of ours', 'hello', /Line 1: /],
  ])('%s', (_, text, words) => {
    expect(() => readRecording(text)).toThrow(words);
  });
});
