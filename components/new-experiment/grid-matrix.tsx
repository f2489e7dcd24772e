'use client';

import { budgetsOf, gridBudgets, gridStrategies, usualBudgets, whyNoBudget } from '@/lib/client';
import { strategyOf, type StrategyName } from '@/lib/search';
import { curveWords, gridFormWords } from '@/lib/words';
import { useLanguage, useSay } from '@/components/ui/use-language';
import { nounsAtStart, strategyNoun, strategyShelves, strategyTitle } from '@/components/strategies/looks-of';
import { FormPanel } from './form-panel';
import type { NewExperiment } from './use-new-experiment';

/** Strategies down, budgets across. What one pool answers is searched once, at the largest budget. */
export function GridMatrix({ next: { form, change } }: { readonly next: Pick<NewExperiment, 'form' | 'change'> }) {
  const say = useSay();
  const language = useLanguage();
  const set = (strategy: StrategyName, budgets: readonly number[]) =>
    change({ budgets: { ...form.budgets, [strategy]: budgets } });
  const nouns = (names: readonly StrategyName[]) =>
    names.map((name) => say(strategyNoun(name))).join(say(gridFormWords.or));
  const shelves = strategyShelves()
    .map(({ title, names }) => ({ title, names: names.filter((name) => gridStrategies.some((own) => own === name)) }))
    .filter(({ names }) => names.length > 0);
  return (
    <FormPanel
      title={say(gridFormWords.strategies)}
      note={say(gridFormWords.aboutPools, {
        pools: nounsAtStart(pools(), language),
        voted: nouns(pools().filter((name) => isVotedOn(name) && !strategyOf(name).needsVerifier)),
        scored: nouns(pools().filter((name) => isVotedOn(name) && strategyOf(name).needsVerifier)),
      })}
    >
      <div className="overflow-x-auto">
        <table className="w-full min-w-[38rem] table-fixed border-separate border-spacing-1 text-sm">
          <thead>
            <tr className="text-xs text-mute">
              <th scope="col" className="w-[22%] text-left font-normal">
                {say(curveWords.n)}
              </th>
              {gridBudgets.map((n) => (
                <th key={n} scope="col" className="font-normal">
                  {n}
                </th>
              ))}
            </tr>
          </thead>
          {shelves.map(({ title: shelf, names }) => (
            <tbody key={shelf?.en ?? ''}>
              {shelf === undefined ? null : (
                <tr>
                  <th
                    scope="rowgroup"
                    colSpan={gridBudgets.length + 1}
                    className="pt-2 text-left text-xs font-normal text-mute"
                  >
                    {say(shelf)}
                  </th>
                </tr>
              )}
              {names.map((strategy) => {
                const own = budgetsOf(form, strategy);
                const title = say(strategyTitle(strategy));
                const { pooling } = strategyOf(strategy);
                const largest = Math.max(0, ...own);
                return (
                  <tr key={strategy}>
                    <th scope="row" className="text-left font-normal">
                      <button
                        type="button"
                        className="rounded text-left hover:underline"
                        aria-pressed={own.length > 0}
                        title={say(own.length > 0 ? gridFormWords.leaveOut : gridFormWords.takeIn)}
                        onClick={() => set(strategy, own.length > 0 ? [] : usualBudgets(strategy, form))}
                      >
                        {title}
                      </button>
                    </th>
                    {gridBudgets.map((n) => {
                      const isOn = own.includes(n);
                      const whyNot = whyNoBudget(strategy, { n, pool: largest }, form)?.[language];
                      const isPossible = whyNot === undefined;
                      const isPool = isOn && pooling !== 'none' && n === largest;
                      return (
                        <td key={n} className="p-0">
                          <button
                            type="button"
                            aria-pressed={isOn && isPossible}
                            aria-label={say(isPool ? gridFormWords.cellSearched : gridFormWords.cell, {
                              strategy: title,
                              n,
                            })}
                            title={whyNot ?? (isPool ? say(gridFormWords.searchedAtThis) : undefined)}
                            disabled={!isPossible}
                            onClick={() => set(strategy, isOn ? own.filter((each) => each !== n) : [...own, n])}
                            className={`grid h-9 w-full place-items-center rounded-md border ${!isPossible ? 'border-transparent text-dim' : isOn ? 'border-mute bg-ink/14' : 'border-line hover:border-dim'}`}
                          >
                            <span
                              aria-hidden="true"
                              className={
                                !isPossible
                                  ? ''
                                  : isOn
                                    ? `size-3 rounded-full bg-ink ${isPool || pooling === 'none' ? '' : 'scale-60'}`
                                    : 'size-1.5 rounded-full bg-dim/50'
                              }
                            >
                              {isPossible ? '' : '–'}
                            </span>
                          </button>
                        </td>
                      );
                    })}
                  </tr>
                );
              })}
            </tbody>
          ))}
        </table>
      </div>
      <p className="text-xs text-mute">{say(gridFormWords.dots)}</p>
    </FormPanel>
  );
}

/** By single solutions, so that whatever wrote them the same ones are voted on. */
function isVotedOn(name: StrategyName): boolean {
  return strategyOf(name).pooling === 'solutions';
}

/** Whose rows are one search; the others are one at each n. */
function pools(): readonly StrategyName[] {
  return gridStrategies.filter((name) => strategyOf(name).pooling !== 'none');
}
