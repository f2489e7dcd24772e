/** What a search can go on by is asked for as on the start page: all that its strategy reads, as it stands. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { readsSetting } from '@/lib/client';
import { applyEvents, initialState, logVersion, strategyNames, strategyOf, type SearchConfig } from '@/lib/search';
import { toySpec } from '@/lib/search/testing/run-search';
import { choiceFields, choices, settingFields } from '@/components/app/setting-fields';
import { GoOnForm } from './go-on-form';
import type { Forking } from './use-fork';

const limits = ['topP', 'topK', 'maxSteps', 'maxTokens', 'maxStepTokens'] as const;

function pageOf(strategy: (typeof strategyNames)[number], config: Partial<SearchConfig> = {}): string {
  const spec = toySpec(strategy, config);
  const state = applyEvents(initialState, [{ type: 'run-started', version: logVersion, spec }]);
  return renderToStaticMarkup(
    <QueryClientProvider client={new QueryClient()}>
      <GoOnForm node="0.0" state={state} spec={spec} fork={{ isPending: false } as Forking} />
    </QueryClientProvider>,
  );
}

describe('the settings of a fork', () => {
  it.each(strategyNames)('are those that the strategy reads: %s', (strategy) => {
    const page = pageOf(strategy);
    const asked = (label: string) => page.includes(`>${label}</label>`);
    const facts = strategyOf(strategy);
    expect(choices.filter((name) => asked(choiceFields[name].label.en))).toEqual(facts.choices ?? []);
    expect(limits.filter((name) => asked(settingFields[name].label.en))).toEqual(
      limits.filter((name) => name === 'maxTokens' || readsSetting(facts, name)),
    );
    expect([asked('Selection'), asked('Aggregation')]).toEqual([facts.needsVerifier, facts.needsVerifier]);
  });

  it('let every strategy be chosen, and a place where it can begin', () => {
    const page = pageOf('majority');
    for (const name of ['Best-of-N', 'Beam search', 'DVTS']) expect(page).toContain(`>${name}</option>`);
    for (const place of ['this step', 'all that was written', 'the beginning'])
      expect(page).toContain(`>${place}</option>`);
    expect(page).not.toContain('>Verifier</label>');
    expect(pageOf('best-of-n')).toContain('>Verifier</label>');
  });

  it('stand as the run has them', () => {
    const page = pageOf('beam-search', { aggregation: 'min', selection: 'best', duplicates: 'kept', topP: 0.9 });
    for (const value of ['min', 'best', 'kept']) expect(page).toContain(`<option value="${value}" selected`);
    expect(page).toContain('value="0.9"');
  });
});
