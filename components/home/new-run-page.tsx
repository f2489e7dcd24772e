'use client';

import { navigationWords, startWords } from '@/lib/words';
import { SkipLink } from '@/components/app/skip-link';
import { Term } from '@/components/app/term';
import { useKeys } from '@/components/ui/keys-overlay';
import { Said } from '@/components/ui/said';
import { useSay } from '@/components/ui/use-language';
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
  const say = useSay();
  useKeys({
    title: say(navigationWords.newRun),
    lines: [
      { does: say(startWords.startRun), keys: { 'Control+Enter': newRun.run } },
      // The tabs and the radio buttons do this themselves.
      { does: say(startWords.otherTab), keys: { ArrowLeft: undefined, ArrowRight: undefined } },
    ],
  });
  return (
    <div className="mx-auto grid w-full max-w-[112rem] flex-1 gap-x-8 px-4 py-6 sm:px-6 lg:grid-cols-[minmax(0,1fr)_17rem] xl:grid-cols-[minmax(0,1fr)_19rem] 3xl:grid-cols-[minmax(0,1fr)_22rem]">
      <main id="main" className="min-w-0">
        <SkipLink to="start-run" />
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h1 className="text-2xl sm:text-3xl">{say(startWords.title)}</h1>
          <LessonOffer />
        </div>
        <p className="mt-1.5 max-w-[68ch] text-mute">
          <Said
            text={startWords.lead}
            parts={{
              policy: <Term name="policy">{say(startWords.aPolicy)}</Term>,
              steps: <Term name="step">{say(startWords.someSteps)}</Term>,
              verifier: <Term name="verifier">{say(startWords.aVerifier)}</Term>,
              strategy: <Term name="strategy">{say(startWords.aStrategy)}</Term>,
            }}
          />
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
                {say(startWords.strategy)}
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
