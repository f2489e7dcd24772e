'use client';

import { gridBudgets, gridStrategies, isPossibleBudget, type GridStrategy } from '@/lib/client';
import { strategyTitles } from '@/components/app/words';
import { FormPanel } from './form-panel';
import type { NewExperiment } from './use-new-experiment';

const pools: ReadonlySet<GridStrategy> = new Set(['best-of-n', 'majority', 'dvts']);

/** Strategies down, budgets across. What one pool answers is searched once, at the largest budget. */
export function GridMatrix({ next: { form, change } }: { readonly next: NewExperiment }) {
  const set = (strategy: GridStrategy, budgets: readonly number[]) =>
    change({ budgets: { ...form.budgets, [strategy]: budgets } });
  return (
    <FormPanel
      title="Strategies and budgets n"
      note="Best-of-N, majority and DVTS are searched once, at their largest n, which answers every smaller one. Beam search is run at each n. Majority needs no row of its own where best-of-N has one: the same pool is voted on."
    >
      <div className="overflow-x-auto">
        <table className="w-full min-w-[38rem] table-fixed border-separate border-spacing-1 text-sm">
          <thead>
            <tr className="text-xs text-mute">
              <th scope="col" className="w-[22%] text-left font-normal">
                n
              </th>
              {gridBudgets.map((n) => (
                <th key={n} scope="col" className="font-normal">
                  {n}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {gridStrategies.map((strategy) => {
              const own = form.budgets[strategy];
              const largest = Math.max(0, ...own);
              return (
                <tr key={strategy}>
                  <th scope="row" className="text-left font-normal">
                    <button
                      type="button"
                      className="rounded text-left hover:underline"
                      aria-pressed={own.length > 0}
                      title={own.length > 0 ? 'Leave this strategy out' : 'Take it in'}
                      onClick={() =>
                        set(
                          strategy,
                          own.length > 0
                            ? []
                            : gridBudgets.filter((n) => n <= 16 && isPossibleBudget(strategy, n, form.beamWidth)),
                        )
                      }
                    >
                      {strategyTitles[strategy]}
                    </button>
                  </th>
                  {gridBudgets.map((n) => {
                    const isOn = own.includes(n);
                    const isPossible = isPossibleBudget(strategy, n, form.beamWidth);
                    const isPool = isOn && pools.has(strategy) && n === largest;
                    return (
                      <td key={n} className="p-0">
                        <button
                          type="button"
                          aria-pressed={isOn && isPossible}
                          aria-label={`${strategyTitles[strategy]}, n ${n}${isPool ? ', searched' : ''}`}
                          title={
                            isPossible
                              ? isPool
                                ? 'searched at this n'
                                : undefined
                              : strategy === 'dvts'
                                ? `no multiple of M = ${form.beamWidth}`
                                : `less than M = ${form.beamWidth}`
                          }
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
                                  ? `size-3 rounded-full bg-ink ${isPool || strategy === 'beam-search' ? '' : 'scale-60'}`
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
        </table>
      </div>
      <p className="text-xs text-mute">
        Large dots are searches, small ones are read off the pool of the large one in their row.
      </p>
    </FormPanel>
  );
}
