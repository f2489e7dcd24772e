'use client';

import { Link } from '@/components/ui/link';
import { mostLanes, type RecordedRace } from '@/lib/client';
import { gistOf } from '@/lib/tree';
import { fateWords, raceWords } from '@/lib/words';
import { MathText } from '@/components/math/math-text';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { Said } from '@/components/ui/said';
import { useSay } from '@/components/ui/use-language';
import { Against } from './against';
import { BudgetSelect } from './budget-select';
import { LanePanel } from './lane-panel';
import { outcomeWords } from './race-words';
import { RaceFiles } from './race-files';
import { RaceScrubber } from './race-scrubber';
import { SaveRace } from './save-race';
import { useRace } from './use-race';
import { useRaceClock } from './use-race-clock';

const columns = ['lg:grid-cols-1', 'lg:grid-cols-2', 'lg:grid-cols-3', 'lg:grid-cols-2 3xl:grid-cols-4'] as const;

/** Several runs of one problem beside each other on one clock: live, from the server's logs, or out of files. */
export function RacePage({ recorded }: { readonly recorded?: RecordedRace }) {
  const say = useSay();
  const { form, change, race, facts, isRecorded, open } = useRace(recorded);
  const clock = useRaceClock(race, (at) => change({ at }));
  const { lanes, outcome, by } = race;
  if (lanes.length === 0) return <RaceFiles onOpen={open} />;
  const specs = lanes.flatMap(({ spec }) => spec ?? []);
  const problem = specs[0]?.problem;
  const strangers = lanes.filter(({ spec }) => spec !== undefined && spec.problem.text !== problem?.text);
  const isOver = !race.isGoingOn && race.isAtEnd;
  return (
    <main
      id="main"
      data-testid="race"
      data-at={race.at}
      data-total={race.total}
      data-live={race.isGoingOn || race.isOpening}
      className="flex min-h-[calc(100dvh-3rem)] flex-col lg:h-[calc(100dvh-3rem)]"
    >
      <header className="flex shrink-0 flex-wrap items-start gap-x-6 gap-y-2 border-b border-line px-4 py-2.5 sm:px-5">
        <PageTitle
          title={problem === undefined ? say(raceWords.race) : say(raceWords.raceOf, { problem: gistOf(problem.text) })}
        />
        <div className="min-w-0 flex-[1_1_22rem]">
          <h1 className="max-h-24 overflow-auto text-lg leading-snug font-semibold text-pretty">
            {problem === undefined ? say(raceWords.opening) : <MathText text={problem.text} />}
          </h1>
          {problem === undefined ? null : (
            <p className="mt-0.5 text-sm text-mute" data-testid="outcome" aria-live="polite">
              {problem.answer === undefined
                ? say(raceWords.noReference)
                : race.isOpening
                  ? say(raceWords.openingRuns)
                  : outcomeWords(
                      outcome,
                      lanes.map(({ name }) => name),
                      { measure: by, isOver, atOnce: race.atOnce, say },
                    )}
            </p>
          )}
        </div>
        <div className="flex flex-wrap items-center gap-1.5">
          <BudgetSelect race={race} onChange={(limits) => change({ ...limits, at: undefined })} />
          {isRecorded || specs[0] === undefined || lanes.length >= mostLanes ? null : (
            <Against spec={specs[0]} runs={form.runs} onRace={(runs) => change({ runs, at: undefined })} />
          )}
          <SaveRace race={race} models={facts} />
        </div>
      </header>
      {strangers.length === 0 ? null : (
        <div className="px-4 pt-2">
          <Notice tone="bad" title={say(raceWords.otherProblem)} testId="strangers">
            {say(raceWords.strangers, {
              names: strangers.map(({ name }) => name).join(say(fateWords.comma)),
              count: strangers.length,
            })}
          </Notice>
        </div>
      )}
      <div
        className={`grid min-h-0 flex-1 auto-rows-[minmax(19rem,1fr)] gap-3 overflow-auto p-3 lg:auto-rows-[minmax(13rem,1fr)] ${columns[lanes.length - 1] ?? ''}`}
      >
        {lanes.map((lane, i) => (
          <LanePanel
            key={`${i} ${lane.source.id}`}
            race={race}
            lane={lane}
            isFirst={!race.isOpening && outcome.first.includes(i)}
            isTied={outcome.first.length > 1}
            onBudgetChange={(budget) => change({ budgets: lanes.map((each, j) => (i === j ? budget : each.budget)) })}
            onRemove={
              isRecorded || lanes.length === 1
                ? undefined
                : () =>
                    change({
                      runs: form.runs.filter((id) => id !== lane.source.id),
                      budgets: form.budgets.filter((_, j) => j !== i),
                      at: undefined,
                    })
            }
          />
        ))}
        {lanes.length === 1 ? (
          <p className="self-center text-center text-sm text-mute">
            <Said
              text={raceWords.oneLane}
              parts={{
                runs: (
                  <Link href="/runs" className="link text-ink">
                    {say(raceWords.allRuns)}
                  </Link>
                ),
              }}
            />
          </p>
        ) : null}
      </div>
      <RaceScrubber race={race} clock={clock} onByChange={(next) => change({ by: next, at: undefined })} />
    </main>
  );
}
