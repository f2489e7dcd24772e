import type { ReactNode } from 'react';
import { selectionOf, type SearchState } from '@/lib/search';
import { gistOf, verdictOf } from '@/lib/tree';
import { runWords, selectionTitles, sharedWords } from '@/lib/words';
import { RunStatusMark } from '@/components/app/run-status';
import { Term } from '@/components/app/term';
import { Verdict } from '@/components/app/verdict';
import { MathText } from '@/components/math/math-text';
import { describeSetting } from '@/components/strategies/looks-of';
import { StrategyTerm } from '@/components/strategies/strategy-term';
import { PageTitle } from '@/components/ui/page-title';
import { Said } from '@/components/ui/said';
import { useLanguage, useSay } from '@/components/ui/use-language';
import { ProblemLines } from './problem-lines';

/** Of one height, whatever stands in it and happens to the run: what is below never moves. */
const frame =
  'relative flex h-[8.4rem] shrink-0 flex-col justify-between gap-x-6 max-sm:h-[10.2rem] border-b border-line px-4 py-2 sm:px-5 lg:h-[5.9rem] lg:flex-row lg:items-start print:h-auto low:h-11 low:flex-row low:items-center low:py-1';

interface RunHeaderProps {
  /** At the cursor. */
  readonly state: SearchState;
  /** Nothing of the log is read yet. */
  readonly isOpening: boolean;
  /** Of a run that is over, how much of its log is here, 0 to 1; undefined: all of it, or it is not over. */
  readonly arrived?: number;
  /** The log ends before its run did. */
  readonly isCutShort: boolean;
  /** Says where the run comes from, when it is not a run of this server. */
  readonly origin?: ReactNode;
  readonly actions: ReactNode;
}

/** What was asked, how it is searched, and what came out so far at the cursor. */
export function RunHeader({ state, isOpening, arrived, isCutShort, origin, actions }: RunHeaderProps) {
  const say = useSay();
  const language = useLanguage();
  const { spec, status, selected } = state;
  if (spec === undefined)
    return (
      <header className={frame}>
        <h1 className="text-lg text-mute">{say(isOpening ? runWords.opening : runWords.beforeBeginning)}</h1>
      </header>
    );
  const selection = selectionOf(spec);
  const answer = selected[selection]?.answer;
  const verdict = verdictOf(answer, spec.problem.answer);
  const isDecided = selected[selection] !== undefined;
  return (
    <header className={frame}>
      <PageTitle title={gistOf(spec.problem.text)} />
      <div className="min-w-0 lg:flex-1 low:flex-1">
        <ProblemLines key={spec.problem.text} text={spec.problem.text} />
        <p className="mt-0.5 flex items-center gap-x-3 overflow-x-auto text-sm whitespace-nowrap text-mute [mask-image:linear-gradient(to_right,black_calc(100%-1.25rem),transparent)] [scrollbar-width:none] low:hidden">
          {/* First, for on a telephone the end of the line is out of sight. */}
          {origin}
          <span>
            <span className="font-medium text-ink">
              <StrategyTerm name={spec.strategy} />
            </span>{' '}
            {describeSetting(spec.strategy, spec.config, language)}
          </span>
          <span>
            {spec.verifier === undefined ? (
              <Term name="policy">{spec.policy.name}</Term>
            ) : (
              <Said
                text={runWords.withVerifier}
                parts={{
                  policy: <Term name="policy">{spec.policy.name}</Term>,
                  verifier: <Term name="verifier">{spec.verifier.name}</Term>,
                }}
              />
            )}
          </span>
          {spec.problem.level === undefined ? null : <span>{say(runWords.level, { level: spec.problem.level })}</span>}
        </p>
      </div>
      {/* On a telephone answers have a line of their own: cut short they would be others. */}
      <div className="flex min-w-0 shrink-0 items-center gap-x-5 max-lg:justify-between max-sm:flex-col max-sm:items-start low:flex-row low:items-center">
        <div className="flex max-w-full min-w-0 items-center gap-x-3 whitespace-nowrap max-sm:min-h-8 lg:flex-col lg:items-end low:flex-row">
          {isDecided ? (
            <p data-testid="answer" className="flex items-center gap-3 overflow-hidden lg:h-9">
              <span
                className="one-line max-w-72 truncate text-2xl font-semibold max-lg:text-lg low:text-base"
                title={answer}
              >
                {answer === undefined ? (
                  <span className="text-base text-mute">{say(sharedWords.noAnswer)}</span>
                ) : (
                  <MathText text={`$${answer}$`} />
                )}
              </span>
              <Verdict isCorrect={verdict === undefined ? undefined : verdict === 'right'} size="large" isTerse />
            </p>
          ) : null}
          <p className="flex items-center gap-3 text-sm text-mute low:hidden">
            {isDecided ? (
              <span className="hidden lg:inline">
                {say(runWords.selection, { selection: say(selectionTitles[selection]).toLowerCase() })}
              </span>
            ) : null}
            {isDecided && verdict !== 'right' && spec.problem.answer !== undefined ? (
              <span className="max-w-48 truncate">
                <Said
                  text={runWords.reference}
                  parts={{
                    answer: (
                      <span className="text-ink">
                        <MathText text={`$${spec.problem.answer}$`} />
                      </span>
                    ),
                  }}
                />
              </span>
            ) : null}
            {status === 'empty' ? null : arrived !== undefined ? (
              <span data-testid="arriving">{say(runWords.openingShare, { percent: Math.floor(arrived * 100) })}</span>
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
        <div data-chrome className="flex shrink-0 items-center gap-1.5 print:hidden">
          {actions}
        </div>
      </div>
    </header>
  );
}
