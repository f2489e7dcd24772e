/** What runs are called beside each other: whatever they differ in is in their names. */
import { describe, expect, it } from 'vitest';
import { searchConfigSchema, strategyNames, strategyOf, type RunSpec, type SearchConfig } from '@/lib/search';
import { toySpec } from '@/lib/search/testing/run-search';
import { changesBetween, contestantOf, namesApart } from './told-apart';

const namesOf = (specs: readonly RunSpec[], language: 'en' | 'zh' = 'en') =>
  namesApart(
    specs.map((spec) => contestantOf(spec)),
    language,
  );

const map = (name: string): NonNullable<SearchConfig['map']> => ({
  name,
  madeFrom: 'an experiment',
  estimate: 'score-and-agreement',
  share: 4,
  bins: [{ upTo: 1, methods: [{ budget: 8, strategy: 'beam-search', n: 8, settings: {} }] }],
});

/** Of every setting two values. */
const others: { readonly [Key in keyof Required<SearchConfig>]: readonly [SearchConfig[Key], SearchConfig[Key]] } = {
  n: [8, 12],
  beamWidth: [5, 6],
  aggregation: [undefined, 'min'],
  selectionAggregation: [undefined, 'min'],
  selection: ['majority', 'best'],
  temperature: [0.8, 0.4],
  topP: [1, 0.9],
  topK: [0, 40],
  maxSteps: [6, 7],
  stepsPerRound: [1, 2],
  maxTokens: [60, 70],
  maxStepTokens: [12, 13],
  separator: ['\n\n', '\n'],
  stopAtAnswer: [false, true],
  duplicates: [undefined, 'kept'],
  finished: [undefined, 'refills'],
  schedule: [[], [{ fromRound: 2, beamWidth: 2 }]],
  lookahead: [1, 2],
  rebaseTemperature: [0.2, 0.3],
  resampling: [undefined, 'systematic'],
  revisions: [4, 3],
  loops: [4, 3],
  aggregated: [4, 3],
  window: [5, 6],
  confidence: [0.95, 0.9],
  share: [4, 5],
  map: [undefined, map('mine')],
};
// Keys of a record are strings to the compiler.
const keys = Object.keys(searchConfigSchema.shape) as readonly (keyof SearchConfig)[];

describe('runs beside each other', () => {
  const pairs = strategyNames.flatMap((strategy) => keys.map((key) => [strategy, key] as const));
  it.each(pairs)('%s: two that differ in %s alone are not called alike', (strategy, key) => {
    const specs = others[key].map((value) => toySpec(strategy, { n: 8, beamWidth: 5, [key]: value }));
    for (const language of ['en', 'zh'] as const) {
      const names = namesOf(specs, language);
      expect(new Set(names).size).toBe(2);
      for (const name of names) expect(name).not.toMatch(/lane \d|第 \d+ 道/);
    }
  });

  it('that differ in models or seed, or in what they left, are not called alike', () => {
    const spec = toySpec('beam-search');
    const mine = contestantOf(spec);
    const different = [
      { ...mine, seed: 9 },
      { ...mine, policy: 'another policy' },
      { ...mine, verifier: 'another verifier' },
      { ...mine, forks: [{ seq: 40, edit: undefined }] },
      { ...mine, forks: [{ seq: 40, edit: { type: 'keep', node: '0.1', children: 2 } as const }] },
    ];
    for (const other of different) {
      const names = namesApart([mine, other]);
      expect(new Set(names).size).toBe(2);
      expect(names.join()).not.toContain('lane');
    }
    expect(namesApart([mine, different[4]])).toEqual(['Beam search', 'Beam search, step 0.1 kept by hand']);
  });

  it('are called by their strategies, and by what tells them apart where these are the same', () => {
    const [beam, wide, other, dvts] = [
      toySpec('beam-search', { n: 8, beamWidth: 2 }),
      toySpec('beam-search', { n: 16, beamWidth: 2 }),
      toySpec('beam-search', { n: 16, beamWidth: 2 }, 9),
      toySpec('dvts', { n: 8 }),
    ];
    expect(namesOf([beam, dvts])).toEqual(['Beam search', 'DVTS']);
    const names = namesOf([beam, wide, other, dvts]);
    expect(new Set(names).size).toBe(4);
    expect(names[2]).toContain('seed 9');
    expect(namesApart([contestantOf(beam), contestantOf(beam), undefined])).toEqual([
      'Beam search (lane 1)',
      'Beam search (lane 2)',
      'Lane 3',
    ]);
  });

  it('say nothing of a setting that the strategy does not read where something else tells them apart', () => {
    expect(strategyOf('majority').settings).not.toContain('maxSteps');
    expect(namesOf([toySpec('majority', { maxSteps: 6 }), toySpec('majority', { maxSteps: 7 }, 9)])).toEqual([
      'Majority vote, seed 1',
      'Majority vote, seed 9',
    ]);
  });
});

describe('what is another', () => {
  it('where a run goes on by other settings is told, and nothing else', () => {
    const before = toySpec('beam-search', { n: 8, beamWidth: 2 });
    const after: RunSpec = { ...toySpec('rebase', { n: 8, beamWidth: 2, temperature: 0.4 }), seed: 12 };
    expect(changesBetween(before, after, 'en')).toEqual(['REBASE', 'temperature 0.4', 'seed 12']);
    expect(changesBetween(before, before, 'en')).toEqual([]);
  });

  it('are not what comes with another strategy, where nobody changed it', () => {
    const [before, after] = [toySpec('majority'), toySpec('best-of-n')];
    expect(changesBetween(before, after, 'en')).toEqual(['Best-of-N', 'toy verifier']);
    const other = toySpec('best-of-n', { aggregation: 'min', temperature: 0.4 });
    expect(changesBetween(before, other, 'en').slice(2)).toEqual(['aggregation: worst step', 'temperature 0.4']);
  });
});
