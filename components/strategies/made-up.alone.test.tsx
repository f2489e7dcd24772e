/** What is added as one strategy, one name and one look is found wherever strategies are asked for, and rightly. */
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import {
  applyEvents,
  initialState,
  runSpecSchema,
  searchConfigSchema,
  strategyNames,
  strategyOf,
  validateConfig,
  type StrategyName,
} from '@/lib/search';
import { runToy, toySpec } from '@/lib/search/testing/run-search';
import { cellsOf, gridComplaints } from '@/lib/experiments';
import { importExperimentQuerySchema } from '@/lib/experiments/wire';
import { curvesOf } from '@/lib/experiments/report';
import { madeData } from '@/lib/experiments/report/testing/made-data';
import {
  configOfForm,
  defaultExperimentForm,
  experimentFormFromParams,
  experimentFormToParams,
  runFormFromParams,
  runFormToParams,
  specOfForm,
} from '@/lib/client';
import { bandPlan, layoutFor } from '@/lib/tree';
import { sayIn } from '@/lib/words';
import { simulateLog } from '@/lib/tree/testing/simulate-log';
import type * as Registry from '../../lib/search/strategies/registry';
import { shownByDefault, viewSeries } from '../experiment/curves/series-view';
import { estimateTokens } from '../home/estimate';
import { SettingsForm } from '../home/settings-form';
import { GridMatrix } from '../new-experiment/grid-matrix';
import type * as Looks from './looks';
import { strategiesInLegend, strategiesInOrder } from './looks-of';
import { StrategyCards } from './strategy-cards';
import { madeUpName } from './testing/made-up';

// The places where a strategy is added, with one more.
vi.mock('../../lib/search/strategies/registry', async (original) => {
  const { strategyNames: names, strategyOf, ...registry } = await original<typeof Registry>();
  const { madeUp, madeUpName: added } = await import('./testing/made-up');
  return {
    ...registry,
    strategyNames: [...names, added],
    strategyOf: (name: StrategyName) => (name === added ? madeUp : strategyOf(name)),
  };
});
vi.mock('./looks', async (original) => {
  const { strategyLooks } = await original<typeof Looks>();
  const { madeUpLook } = await import('./testing/made-up');
  return { strategyLooks: { ...strategyLooks, 'made-up': madeUpLook } };
});

const models = { policies: ['policy'], verifiers: ['prm'], baselines: [] };

describe('a strategy that was added', () => {
  it('is searched with, as its own rules say', async () => {
    expect(strategyNames.at(-1)).toBe(madeUpName);
    const { events, outcome } = await runToy(toySpec(madeUpName));
    expect(outcome).toBe('complete');
    expect(applyEvents(initialState, events).groups).toHaveLength(2);
    expect(validateConfig(madeUpName, searchConfigSchema.parse({ n: 2, beamWidth: 4 }))[0]?.said.en).toMatch(
      /^beamWidth: /,
    );
  });

  it('is a card of the start page, in its place, with its words', () => {
    const page = renderToStaticMarkup(
      <StrategyCards selected={madeUpName} config={searchConfigSchema.parse({})} onSelect={() => undefined} />,
    );
    const cards = [...page.matchAll(/data-testid="strategy-([\w-]+)"/g)].map(([, name]) => name);
    expect(cards).toEqual(strategiesInOrder());
    expect(cards.at(-1)).toBe(madeUpName);
    expect(page).toContain('Two halves of 16. <span class="text-ink">As much as it says.</span>');
  });

  it('is asked for its numbers and its verifier, and says what it will propose', () => {
    const form = runFormFromParams(new URLSearchParams({ strategy: madeUpName }));
    expect(runFormToParams(form).get('strategy')).toBe(madeUpName);
    const newRun = {
      form,
      change: () => undefined,
      isScored: true,
      policy: undefined,
      policies: [],
      verifier: undefined,
      verifiers: [],
    };
    const page = renderToStaticMarkup(<SettingsForm newRun={newRun} />);
    for (const label of ['Budget n', 'Width M', 'Temperature', 'Rounds at most', 'Tokens a step at most', 'Verifier'])
      expect(page).toContain(label);
    expect(page).toContain('proposals a round');
    expect(page).toContain('halves 4');
    expect(estimateTokens(form, 'policy', []).proposals).toBe('16 step proposals a round, at most 40 rounds');
    expect(
      runSpecSchema.safeParse({ ...toySpec(madeUpName), config: searchConfigSchema.parse(configOfForm(form)) }).success,
    ).toBe(true);
  });

  it('is a row of the grid, searched at each n, with M, rounds and a verifier; no link of before asks for it', () => {
    expect(defaultExperimentForm.budgets[madeUpName]).toEqual([]);
    const form = {
      ...defaultExperimentForm,
      budgets: { [madeUpName]: [4, 16, 2] },
    };
    expect(experimentFormFromParams(experimentFormToParams(form)).budgets[madeUpName]).toEqual([4, 16, 2]);
    const page = renderToStaticMarkup(<GridMatrix next={{ form, change: () => undefined }} />);
    expect(page).toMatch(/Best-of-N, majority and DVTS are searched once.*; the others are run at each n\./);
    expect(page).toContain('aria-label="Made up, n 16"');
    expect(page).toMatch(/aria-label="Made up, n 2"[^>]* disabled/);
    const spec = specOfForm(form, models, 'made');
    expect(spec.verifiers).toEqual(['prm']);
    expect(spec.strategies).toEqual([
      {
        strategy: madeUpName,
        budgets: [4, 16],
        config: { temperature: 0.8, maxTokens: 2048, beamWidth: 4, stepsPerRound: 1, maxSteps: 40 },
      },
    ]);
    expect(gridComplaints(spec)).toEqual([]);
    expect(gridComplaints({ ...spec, verifiers: [] })[0]?.said.en).toMatch(/^made-up scores its steps/);
    expect(cellsOf(spec).map(({ id, budgets, verifier }) => [id, budgets, verifier])).toEqual([
      ['made-up 4 / policy / prm', [4], 'prm'],
      ['made-up 16 / policy / prm', [16], 'prm'],
    ]);
  });

  it('is no strategy of search-and-learn', () => {
    const query = { name: 'a', policy: 'b', verifier: 'c' };
    expect(importExperimentQuerySchema.safeParse({ ...query, strategy: 'dvts' }).success).toBe(true);
    expect(importExperimentQuerySchema.safeParse({ ...query, strategy: madeUpName }).success).toBe(false);
  });

  const data = madeData({ problems: 10, n: 8, strategies: ['best-of-n', 'beam-search', madeUpName] });
  const curves = curvesOf(data, { id: 'made', origin: 'measured' });

  it('is measured at each n, never read off a pool, and its verifier is counted under every reading', () => {
    const own = curves.series.filter(({ strategy }) => strategy === madeUpName);
    expect(own.map(({ reading }) => reading).toSorted()).toEqual(['best', 'majority', 'oracle', 'weighted']);
    for (const { points } of own) {
      expect(points.map(({ n, estimate }) => [n, estimate])).toEqual([
        [4, 'measured'],
        [8, 'measured'],
      ]);
      for (const { n, ledger, cost } of points) {
        expect(ledger.verifier).toMatchObject({ name: 'prm', prompt: 70 * n });
        expect(cost.flops).toBe(2e6 * (10 * (30 + 40 * n) + 20 * 70 * n));
      }
    }
  });

  it('has its place in the legend, its name and a colour of its own', () => {
    const order = strategiesInLegend();
    expect(order.map((name) => strategyOf(name).isStepwise)).toEqual(
      order.map((_, i) => i <= order.indexOf(madeUpName)),
    );
    const { rows, all } = viewSeries(curves, undefined, sayIn('en'));
    expect(rows.map(({ title }) => title)).toEqual(['Beam search', 'Made up', 'Best-of-N']);
    const colours = new Map(rows.map(({ title, readings }) => [title, readings.weighted?.look.colour]));
    expect(colours.get('Made up')).toBe('var(--series-6)');
    expect(new Set(colours.values()).size).toBe(rows.length);
    expect(shownByDefault(all).map(({ name }) => name)).toContain('Made up, weighted');
  });

  it('has a band of the tree for each of its groups', () => {
    const entries = simulateLog({ strategy: madeUpName, n: 16, steps: 4, seed: 1, pieces: 1 });
    const state = applyEvents(
      initialState,
      entries.map(({ event }) => event),
    );
    expect(bandPlan(state.spec)).toEqual({ groups: 2, lanes: 8 });
    const { slots, top, bottom } = layoutFor(state);
    const lanesOf = (group: number) =>
      slots.filter((slot) => slot.depth > 0 && slot.group === group).map(({ lane }) => lane);
    expect(Math.max(...lanesOf(0))).toBeLessThan(Math.min(...lanesOf(1)));
    expect(Math.min(...lanesOf(0))).toBeGreaterThanOrEqual(top);
    expect(Math.max(...lanesOf(1))).toBeLessThanOrEqual(bottom);
  });
});
