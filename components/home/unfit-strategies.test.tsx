/** Strategies that the chosen policy cannot carry are greyed out with the reason, before a run is asked for. */
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { BackendStatus } from '@/lib/backends/status';
import { searchConfigSchema, strategyNames, strategyOf } from '@/lib/search';
import { StrategyCards } from '@/components/strategies/strategy-cards';
import { whyUnfit } from './use-new-run';

function policyThat(stepwise: boolean | undefined): BackendStatus {
  const capabilities = stepwise === undefined ? {} : { stepwise };
  return { name: 'hosted', role: 'policy', capabilities } as unknown as BackendStatus;
}

function cardsFor(policy: BackendStatus): readonly string[] {
  const page = renderToStaticMarkup(
    <StrategyCards
      selected="best-of-n"
      config={searchConfigSchema.parse({})}
      onSelect={() => undefined}
      whyNot={(name) => whyUnfit(policy, name)}
    />,
  );
  return strategyNames.filter((name) => {
    const [, card = ''] = page.split(`data-testid="strategy-${name}"`);
    const own = card.slice(0, card.indexOf('</label>'));
    expect(own.includes('disabled=""')).toBe(own.includes('“hosted” writes whole solutions only'));
    return own.includes('disabled=""');
  });
}

describe('with a policy whose server does not go on with what was begun', () => {
  it('step-by-step strategies are greyed out and say why', () => {
    expect(cardsFor(policyThat(false))).toEqual(strategyNames.filter((name) => strategyOf(name).isStepwise));
  });
  it.each([true, undefined])('none is where that is not known to be so: %s', (stepwise) => {
    expect(cardsFor(policyThat(stepwise))).toEqual([]);
  });
});
