import type { ReactNode } from 'react';
import { selectionOf, type SearchState } from '@/lib/search';
import { gistOf, verdictOf } from '@/lib/tree';
import { runWords, selectionTitles, sharedWords } from '@/lib/words';
import { RunStatusMark } from '@/components/app/run-status';
import { Verdict } from '@/components/app/verdict';
import { MathText } from '@/components/math/math-text';
import { OverflowMenu } from '@/components/ui/overflow-menu';
import { PageTitle } from '@/components/ui/page-title';
import { usePrinting } from '@/components/ui/use-printing';
import { useSay } from '@/components/ui/use-language';
import { PaperHeader } from './paper-header';
import { ProblemSheet } from './problem-sheet';
import { Reference } from './reference';
import { SearchFacts } from './search-facts';

/** Of one height, whatever stands in it and happens to the run, on every screen: what is below never moves. */
const frame =
  'relative flex h-11 shrink-0 items-center gap-x-2 border-b border-line px-3 sm:gap-x-4 sm:px-5 presented:h-[4.2rem] presented:low:h-11';

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
  /** In reach on every screen. */
  readonly controls?: ReactNode;
  /** In a menu where there is no room for them. */
  readonly actions?: ReactNode;
}

/** What was asked, how it is searched, and what came out so far at the cursor. */
export function RunHeader({
  state,
  isOpening,
  isArriving = false,
  arrived,
  isCutShort,
  origin,
  controls,
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
            {isCutShort ? <span>{say(runWords.cutShort)}</span> : null}
            {isDecided ? (
              <span>{say(runWords.selection, { selection: say(selectionTitles[selection]).toLowerCase() })}</span>
            ) : null}
            {isDecided && spec.problem.answer !== undefined ? <Reference answer={spec.problem.answer} /> : null}
          </>
        }
      />
      <div className="ml-auto flex min-w-0 items-center gap-x-2 whitespace-nowrap sm:gap-x-3">
        {isDecided ? (
          <p data-testid="answer" className="flex min-w-0 items-center">
            <span
              className="one-line max-w-72 min-w-0 overflow-hidden pr-3 text-lg font-semibold [mask-image:linear-gradient(to_right,black_calc(100%-0.75rem),transparent)] low:text-base lg:text-xl"
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
        {/* The first to yield: it says most in its shape. */}
        <p className="flex min-w-2.5 shrink-[1000] items-center text-sm text-mute">
          {status === 'empty' ? null : isArriving ? (
            <span data-testid="arriving" className="truncate">
              {arrived === undefined
                ? say(runWords.opening)
                : say(runWords.openingShare, { percent: Math.floor(arrived * 100) })}
            </span>
          ) : isCutShort ? (
            <span data-testid="cut-short" className="truncate">
              {say(runWords.cutShort)}
            </span>
          ) : (
            <RunStatusMark status={status} isYielding />
          )}
        </p>
      </div>
      <div data-chrome className="flex shrink-0 items-center gap-1.5">
        {controls}
        {actions === undefined ? null : <OverflowMenu label={say(runWords.more)}>{actions}</OverflowMenu>}
      </div>
    </header>
  );
}
