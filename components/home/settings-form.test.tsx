/** The form of a run asks for exactly what its strategy reads, and the estimate says what that will be. */
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { readsSetting, runFormFromParams } from '@/lib/client';
import { strategyNames, strategyOf } from '@/lib/search';
import { choiceFields, choices, ownSettings, settingFields } from '@/components/app/setting-fields';
import { estimateTokens } from './estimate';
import { SettingsForm } from './settings-form';

function formOf(search: string) {
  return runFormFromParams(new URLSearchParams(search));
}

function pageOf(search: string): string {
  const none = { policy: undefined, policies: [], verifier: undefined, verifiers: [] };
  return renderToStaticMarkup(
    <SettingsForm
      newRun={{
        form: formOf(search),
        change: () => undefined,
        isScored: true,
        ...none,
      }}
    />,
  );
}

describe('the settings of a run', () => {
  it.each(strategyNames)('are those that the strategy reads: %s', (strategy) => {
    const page = pageOf(`strategy=${strategy}`);
    const asked = (label: string) => page.includes(`>${label}</label>`);
    const facts = strategyOf(strategy);
    expect(ownSettings.filter((name) => asked(settingFields[name].label.en))).toEqual(
      ownSettings.filter((name) => readsSetting(facts, name)),
    );
    expect(choices.filter((name) => asked(choiceFields[name].label.en))).toEqual(facts.choices ?? []);
  });

  it('say in one line what they mean, within the range of the schema', () => {
    const page = pageOf('strategy=lookahead&ahead=3');
    expect(page).toMatch(/min="0" max="32"[^>]*value="3"/);
    expect(page).toContain('written beyond a step to judge it; 0: none');
  });

  it.each([
    ['strategy=lookahead&ahead=2', '16 step proposals a round, 2 steps ahead from each, at most 40 rounds'],
    ['strategy=lookahead&ahead=0', '16 step proposals a round, at most 40 rounds'],
    ['strategy=window-vote', 'at most 16 solutions, about 11 where 80\u00a0% agree'],
    ['strategy=revisions', '16 solutions, in sight of 24 earlier ones together'],
  ])('say what will be proposed: %s', (search, words) => {
    expect(estimateTokens(formOf(search), 'policy', []).proposals).toBe(words);
  });

  it('hold what changes in later rounds, where there are rounds', () => {
    const address = 'later=4: M 2; 8: T 0.4&finalagg=min&answerstops=true';
    const page = pageOf(`strategy=beam-search&${address}`);
    expect(page).toContain('value="4: M 2; 8: T 0.4"');
    expect(page).toMatch(/checkbox" checked/);
    expect(page.match(/<option value="min" selected/g)).toHaveLength(1);
    expect(pageOf(`strategy=best-of-n&${address}`)).not.toContain('Later rounds');
  });

  it('a limit counts the steps that are looked ahead', () => {
    const limitOf = (ahead: number) => estimateTokens(formOf(`strategy=lookahead&ahead=${ahead}`), 'policy', []).limit;
    expect(limitOf(2)).toBe(limitOf(0) + 16 * 2 * 40 * 512);
  });
});
