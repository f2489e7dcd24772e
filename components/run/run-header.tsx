import type { ReactNode } from 'react';
import { selectionOf, type SearchState } from '@/lib/search';
import { gistOf, verdictOf } from '@/lib/tree';
import { runWords, selectionTitles, sharedWords } from '@/lib/words';
import { RunStatusMark } from '@/components/app/run-status';
import { Verdict } from '@/components/app/verdict';
import { MathText } from '@/components/math/math-text';
import { PageTitle } from '@/components/ui/page-title';
import { usePrinting } from '@/components/ui/use-printing';
import { useSay } from '@/components/ui/use-language';
import { PaperHeader } from './paper-header';
import { ProblemSheet } from './problem-sheet';
import { Reference } from './reference';
import { SearchFacts } from './search-facts';

/**
 * Of one height, whatever stands in it and happens to the run: what is below never moves. One line where there is the width for
 * one; a telephone has a second for the answer, which cut short would be another, and a third for what can be done.
 */
const frame =
  'relative flex h-[7.4rem] sm:h-[5.4rem] shrink-0 flex-col justify-between gap-x-4 border-b border-line px-4 py-1.5 sm:px-5 lg:h-11 lg:flex-row lg:items-center lg:py-0 low:h-11 low:flex-row low:items-center low:py-0 presented:h-[6.6rem] presented:lg:h-[4.2rem] presented:low:h-11';

interface RunHeaderProps {
  /** At the cursor. */
  readonly state: SearchState;
  /** Nothing of the log is read yet. */
  readonly isOpening: boolean;
  /** More of the log is on its way than is here, and it is not known that the run goes on. */
  readonly isArriving?: boolean;
  /** How much of the log of a run that is over is here, 0 to 1; undefined: not known. */
  readonly arrived?: number;
  /** The log ends before its run did. */
  readonly isCutShort: boolean;
  /** Says where the run comes from, when it is not a run of this server. */
  readonly origin?: ReactNode;
  readonly actions: ReactNode;
}

/** What was asked, how it is searched, and what came out so far at the cursor. */
export function RunHeader({
  state,
  isOpening,
  isArriving = false,
  arrived,
  isCutShort,
  origin,
  actions,
}: RunHeaderProps) {
  const say = useSay();
  const isPrinting = usePrinting();
  const { spec, status, selected } = state;
  if (spec === undefined)
    return (
      <header className={frame}>
        <h1 className="text-lg text-mute">{say(isOpening ? runWords.opening : runWords.beforeBeginning)}</h1>
      </header>
    );
  if (isPrinting) return <PaperHeader state={state} spec={spec} isCutShort={isCutShort} origin={origin} />;
  const selection = selectionOf(spec);
  const answer = selected[selection]?.answer;
  const verdict = verdictOf(answer, spec.problem.answer);
  const isDecided = selected[selection] !== undefined;
  return (
    <header className={frame}>
      <PageTitle title={gistOf(spec.problem.text)} />
      <ProblemSheet
        key={spec.problem.text}
        problem={spec.problem.text}
        line={
          <p
            data-line
            className="flex min-w-0 flex-1 items-center gap-x-3 overflow-hidden text-sm whitespace-nowrap text-mute max-sm:hidden [mask-image:linear-gradient(to_right,black_calc(100%-1.25rem),transparent)] presented:hidden"
          >
            {/* First, for the end of the line may be out of sight. A telephone has no more room than the problem needs. */}
            {origin}
            <span data-facts className="contents max-xl:hidden">
              <SearchFacts spec={spec} />
            </span>
          </p>
        }
        details={
          <>
            {origin}
            <SearchFacts spec={spec} />
            {isDecided ? (
              <span>{say(runWords.selection, { selection: say(selectionTitles[selection]).toLowerCase() })}</span>
            ) : null}
            {isDecided && spec.problem.answer !== undefined ? <Reference answer={spec.problem.answer} /> : null}
          </>
        }
      />
      {/* On a telephone answers have a line of their own: cut short they would be others. */}
      <div className="flex min-w-0 shrink-0 items-center gap-x-4 max-lg:mt-auto max-lg:justify-between max-sm:flex-col max-sm:items-stretch lg:ml-auto low:ml-auto low:mt-0 low:flex-row">
        <div className="flex max-w-full min-w-0 items-center gap-x-3 whitespace-nowrap">
          {isDecided ? (
            <p data-testid="answer" className="flex items-center gap-3 overflow-hidden">
              <span
                className="one-line max-w-72 truncate text-xl font-semibold max-lg:text-lg low:text-base"
                title={answer}
              >
                {answer === undefined ? (
                  <span className="text-base text-mute">{say(sharedWords.noAnswer)}</span>
                ) : (
                  <MathText text={`$${answer}$`} />
                )}
              </span>
              <Verdict isCorrect={verdict === undefined ? undefined : verdict === 'right'} isTerse />
            </p>
          ) : null}
          {isDecided && verdict === 'wrong' && spec.problem.answer !== undefined ? (
            <span className="max-w-40 truncate text-sm text-mute max-xl:hidden">
              <Reference answer={spec.problem.answer} />
            </span>
          ) : null}
          <p className="flex items-center text-sm text-mute">
            {status === 'empty' ? null : isArriving ? (
              <span data-testid="arriving">
                {arrived === undefined
                  ? say(runWords.opening)
                  : say(runWords.openingShare, { percent: Math.floor(arrived * 100) })}
              </span>
            ) : isCutShort ? (
              <span data-testid="cut-short">{say(runWords.cutShort)}</span>
            ) : (
              // A decided run has its answer there: on a telephone that is what there is room for.
              <span className={isDecided ? 'max-sm:sr-only' : undefined}>
                <RunStatusMark status={status} />
              </span>
            )}
          </p>
        </div>
        <div data-chrome className="flex shrink-0 items-center gap-1.5 max-sm:-mx-1.5">
          {actions}
        </div>
      </div>
    </header>
  );
}
