'use client';

import { Term } from '@/components/app/term';
import { useKeys } from '@/components/ui/keys-overlay';
import { CostAndStart } from './cost-and-start';
import { LessonOffer } from './lesson-offer';
import { PauseSettings } from './pause-settings';
import { ProblemPicker } from './problem-picker';
import { RecentRuns } from './recent-runs';
import { ServerNotices } from './server-notices';
import { SettingsForm } from './settings-form';
import { StrategyCards } from '@/components/strategies/strategy-cards';
import { useNewRun } from './use-new-run';

/** The start page: a problem, a strategy, its numbers, Run; earlier runs beside it. */
export function NewRunPage() {
  const newRun = useNewRun();
  useKeys({
    title: 'New run',
    lines: [
      { does: 'Start the run', keys: { 'Control+Enter': newRun.run } },
      // The tabs and the radio buttons do this themselves.
      { does: 'Other tab, other strategy', keys: { ArrowLeft: undefined, ArrowRight: undefined } },
    ],
  });
  return (
    <div className="mx-auto grid w-full max-w-[112rem] flex-1 gap-x-8 px-4 py-6 sm:px-6 lg:grid-cols-[minmax(0,1fr)_17rem] xl:grid-cols-[minmax(0,1fr)_19rem] 3xl:grid-cols-[minmax(0,1fr)_22rem]">
      <main id="main" className="min-w-0">
        <a
          href="#start-run"
          className="sr-only z-50 rounded-md bg-ink px-4 py-2 text-bg focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
        >
          Skip to Run
        </a>
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h1 className="text-2xl sm:text-3xl">Watch a small model think longer</h1>
          <LessonOffer />
        </div>
        <p className="mt-1.5 max-w-[68ch] text-mute">
          A <Term name="policy">policy</Term> proposes reasoning <Term name="step">steps</Term>, a{' '}
          <Term name="verifier">verifier</Term> scores them, and a <Term name="strategy">strategy</Term> decides which
          branches live. Choose a problem and see the tree grow.
        </p>
        <ServerNotices newRun={newRun} />
        <form
          className="mt-5"
          onSubmit={(event) => {
            event.preventDefault();
            newRun.run();
          }}
        >
          <div className="grid items-start gap-4 xl:grid-cols-2">
            <ProblemPicker newRun={newRun} />
            <section aria-labelledby="strategy-title" className="panel flex min-w-0 flex-col gap-4 p-4">
              <h2 id="strategy-title" className="text-base">
                Strategy
              </h2>
              <StrategyCards
                selected={newRun.form.strategy}
                config={newRun.form}
                onSelect={(strategy) => newRun.change({ strategy })}
                whyNot={newRun.whyUnfit}
              />
              <SettingsForm newRun={newRun} />
              <PauseSettings newRun={newRun} />
            </section>
          </div>
          <CostAndStart newRun={newRun} />
        </form>
      </main>
      <RecentRuns query={newRun.recent} />
    </div>
  );
}
