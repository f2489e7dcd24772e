import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { experimentSpecSchema } from '@/lib/experiments/model';
import {
  defaultExperimentForm,
  experimentFormFromParams,
  experimentFormToParams,
  gridBudgets,
  gridStrategies,
  isPossibleBudget,
  specOfForm,
  type ExperimentForm,
} from './index';

const models = { policies: ['policy'], verifiers: ['prm'], baselines: ['large'] };
const text = fc.string({ minLength: 1 }).filter((value) => value !== 'none');
const names = fc.option(fc.array(text), { nil: undefined });
const budgets = fc.uniqueArray(fc.constantFrom(...gridBudgets));
const anyForm: fc.Arbitrary<ExperimentForm> = fc.record({
  name: fc.string({ maxLength: 200 }),
  set: fc.string(),
  levels: fc.uniqueArray(fc.integer({ min: 1, max: 5 })),
  subjects: fc.array(text),
  every: fc.integer({ min: 1, max: 1e6 }),
  limit: fc.integer({ min: 0, max: 1e6 }),
  budgets: fc.record(Object.fromEntries(gridStrategies.map((name) => [name, budgets]))),
  beamWidth: fc.integer({ min: 1, max: 64 }),
  temperature: fc.integer({ min: 0, max: 20 }).map((t) => t / 10),
  maxSteps: fc.integer({ min: 1, max: 200 }),
  maxTokens: fc.integer({ min: 1, max: 32_768 }),
  stepsPerRound: fc.integer({ min: 1, max: 32 }),
  lookahead: fc.integer({ min: 0, max: 32 }),
  rebaseTemperature: fc.constantFrom(0.01, 0.2, 100),
  resampling: fc.constantFrom(undefined, 'multinomial', 'systematic'),
  duplicates: fc.constantFrom(undefined, 'merged', 'kept', 'filtered'),
  finished: fc.constantFrom(undefined, 'takes', 'competes', 'refills'),
  revisions: fc.integer({ min: 1, max: 64 }),
  loops: fc.integer({ min: 1, max: 32 }),
  aggregated: fc.integer({ min: 1, max: 64 }),
  window: fc.integer({ min: 1, max: 1024 }),
  confidence: fc.constantFrom(0.51, 0.95, 1),
  share: fc.integer({ min: 1, max: 64 }),
  aggregation: fc.constantFrom(undefined, 'min', 'last'),
  selectionAggregation: fc.constantFrom(undefined, 'prod', 'mean'),
  stopAtAnswer: fc.boolean(),
  schedule: fc.constantFrom(
    [],
    [{ fromRound: 3, beamWidth: 2, temperature: 0.6 }],
    [{ fromRound: 1, temperature: 0.4 }],
  ),
  policies: names,
  verifiers: names,
  baselines: names,
  seeds: fc.uniqueArray(fc.nat(0x7fff_ffff)),
});

describe('the form of a grid in the address', () => {
  it('survives the way into the address and back', () => {
    fc.assert(
      fc.property(anyForm, (form) => {
        expect(experimentFormFromParams(new URLSearchParams(experimentFormToParams(form).toString()))).toEqual(form);
      }),
    );
  });
  it('what cannot be read falls back, one field at a time', () => {
    expect(experimentFormToParams(experimentFormFromParams(new URLSearchParams())).toString()).toBe('');
    expect(experimentFormFromParams(new URLSearchParams('every=none&m=3&t=99&best-of-n=4.5.x.8&levels=0.3.9'))).toEqual(
      {
        ...defaultExperimentForm,
        beamWidth: 3,
        budgets: { ...defaultExperimentForm.budgets, 'best-of-n': [4, 8] },
        levels: [3],
      },
    );
  });
});

describe('what the server is asked for', () => {
  it('is in the agreed form and holds nothing impossible, whatever is ticked', () => {
    fc.assert(
      fc.property(anyForm, (form) => {
        const spec = specOfForm({ ...form, set: form.set || 'a', seeds: form.seeds.slice(0, 32) }, models, 'A name');
        if (spec.strategies.length === 0 || spec.seeds.length === 0) return;
        expect(experimentSpecSchema.safeParse(spec).error).toBeUndefined();
        for (const { strategy, budgets: asked } of spec.strategies)
          for (const n of asked) expect(isPossibleBudget(strategy, { n, pool: Math.max(...asked) }, form)).toBe(true);
      }),
    );
  });
  it('rules go to the strategies that they mean something to, and to no other', () => {
    const ofScores = { aggregation: 'min', selectionAggregation: 'prod' } as const;
    const rules = { ...ofScores, stopAtAnswer: true, schedule: [{ fromRound: 3, temperature: 0.6 }] };
    const asked = { majority: [4], 'best-of-n': [4], 'beam-search': [4] };
    const spec = specOfForm({ ...defaultExperimentForm, ...rules, budgets: asked }, models, 'A name');
    const has = (strategy: string) => spec.strategies.find((each) => each.strategy === strategy)?.config;
    expect(has('beam-search')).toMatchObject(rules);
    expect(has('best-of-n')).toMatchObject({ ...ofScores, stopAtAnswer: true });
    expect(has('best-of-n')).not.toHaveProperty('schedule');
    expect(has('majority')).toMatchObject({ stopAtAnswer: true });
    expect(has('majority')).not.toHaveProperty('aggregation');
  });
  it('votes alone need no verifier', () => {
    const spec = specOfForm({ ...defaultExperimentForm, budgets: { majority: [4, 1] } }, models, 'A name');
    expect(spec).toMatchObject({ verifiers: [], strategies: [{ strategy: 'majority', budgets: [1, 4] }] });
  });
});
