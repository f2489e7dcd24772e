import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { strategyNames } from '@/lib/search';
import {
  fitsWordings,
  linkToSettings,
  LogFacts,
  runFormFromParams,
  runFormToParams,
  scheduleFromText,
  settledForm,
} from './index';
import { runToy, toySpec } from '../search/testing/run-search';

const templates = (
  JSON.parse(readFileSync(new URL('../../models/tiny-math/templates.json', import.meta.url), 'utf8')) as {
    text: string;
  }[]
).map(({ text }) => text);
const problems = readFileSync(new URL('../../models/tiny-math/dev.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => (JSON.parse(line) as { problem: string }).problem);

describe('what the bundled models learnt', () => {
  const fits = fitsWordings(templates);
  it('every problem of their own set is worded like a template', () => {
    expect(problems.filter((problem) => !fits(problem))).toEqual([]);
  });
  it.each([
    'Prove that there are infinitely many primes.',
    'What is the capital of France?',
    'Find the sum of all positive integers $n$ such that $n^2 + 12n - 2007$ is a perfect square.',
  ])('%s is not', (text) => {
    expect(fits(text)).toBe(false);
  });
});

describe('what changes in later rounds, as a line', () => {
  it.each([
    [
      '4: M 2, T 0.6; 8: T 0.4',
      [
        { fromRound: 3, beamWidth: 2, temperature: 0.6 },
        { fromRound: 7, temperature: 0.4 },
      ],
    ],
    [' round 2 : m=8 ;', [{ fromRound: 1, beamWidth: 8 }]],
    ['', []],
    ['2', undefined],
    ['2: M', undefined],
    ['2: X 3', undefined],
    ['0: M 2', undefined],
    ['2: M 65', undefined],
    ['2: M 1.5', undefined],
    ['2: T 2.1', undefined],
  ])('%j', (text, schedule) => {
    expect(scheduleFromText(text)).toEqual(schedule);
  });
});

describe('the form in the address', () => {
  it('survives the way into the address and back', () => {
    fc.assert(
      fc.property(
        fc.record({
          strategy: fc.constantFrom(...strategyNames),
          n: fc.integer({ min: 1, max: 1024 }),
          beamWidth: fc.integer({ min: 1, max: 64 }),
          seed: fc.nat(0x7fff_ffff),
          lookahead: fc.integer({ min: 0, max: 32 }),
          rebaseTemperature: fc.constantFrom(0.01, 0.2, 100),
          resampling: fc.constantFrom('multinomial' as const, 'systematic' as const),
          revisions: fc.integer({ min: 1, max: 64 }),
          confidence: fc.constantFrom(0.51, 1),
          selectionAggregation: fc.constantFrom(undefined, 'min' as const, 'mean' as const),
          stopAtAnswer: fc.boolean(),
          schedule: fc.array(
            fc.oneof(
              fc.record({ fromRound: fc.nat(199), beamWidth: fc.integer({ min: 1, max: 64 }) }),
              fc.record({ fromRound: fc.nat(199), temperature: fc.nat(20).map((t) => t / 10) }),
              fc.record({ fromRound: fc.nat(199), beamWidth: fc.constant(2), temperature: fc.constant(0.25) }),
            ),
            { maxLength: 16 },
          ),
          temperature: fc.integer({ min: 0, max: 20 }).map((t) => t / 10),
          text: fc.string(),
          slots: fc.dictionary(
            fc.constantFrom('a', 'b', 'thing'),
            fc.oneof(fc.integer(), fc.constantFrom('pens', 'books')),
          ),
        }),
        fc.constantFrom('set' as const, 'template' as const, 'own' as const),
        (fields, source) => {
          const form = { ...runFormFromParams(new URLSearchParams()), ...fields, source };
          const back = runFormFromParams(runFormToParams(form));
          expect(back).toEqual({
            ...form,
            text: source === 'own' ? form.text : '',
            slots: source === 'template' ? form.slots : {},
          });
        },
      ),
    );
  });
  it('what cannot be read falls back, one field at a time', () => {
    expect(
      runFormFromParams(new URLSearchParams('n=many&m=3&strategy=magic&t=99&resampling=none&sure=0.5&ahead=2')),
    ).toMatchObject({
      n: 16,
      beamWidth: 3,
      strategy: 'beam-search',
      temperature: 0.8,
      resampling: undefined,
      confidence: 0.95,
      lookahead: 2,
    });
  });
  it('an earlier run links to its settings', () => {
    expect(linkToSettings({ ...toySpec('beam-search'), policy: 'policy', verifier: 'likelihood' })).toMatch(
      /^\/\?.*from=own/,
    );
  });
  it('a linked problem is the listed one where its id and its words are listed, else the reader’s own', () => {
    const problem = { text: 'Compute $1 + 1$.', answer: '2', uniqueId: 'test/sums/1.json', level: 1 };
    const link = linkToSettings({ ...toySpec('greedy'), problem, policy: 'policy', verifier: undefined });
    const form = runFormFromParams(new URL(link, 'http://localhost').searchParams);
    expect(settledForm(form, [problem])).toMatchObject({ source: 'set', problem: problem.uniqueId });
    for (const listed of [[], [{ ...problem, text: 'Compute $1 + 2$.' }]])
      expect(settledForm(form, listed)).toMatchObject({ source: 'own', problem: '', text: problem.text, answer: '2' });
  });
});

describe('facts of a log', () => {
  it('tell when steps were written and scored, and where the rounds are', async () => {
    const { events } = await runToy(toySpec('beam-search'));
    const facts = new LogFacts();
    const entries = events.map((event, i) => ({ seq: i + 1, at: i * 10, event }));
    facts.read(entries.slice(0, 40));
    const { marks } = facts;
    facts.read(entries.slice(40));
    expect(facts.marks).not.toBe(marks);
    expect(facts.marks.slice(0, marks.length)).toEqual(marks);
    const first = facts.writingOf('0.0')!;
    expect(first.to).toBeGreaterThan(first.from);
    expect(facts.scoredAt('0.1')).toBeGreaterThan(0);
    expect(facts.marks.filter(({ kind }) => kind === 'round').length).toBe(
      events.filter(({ type }) => type === 'round-decided').length,
    );
  });
});
