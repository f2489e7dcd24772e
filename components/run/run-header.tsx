import type { ReactNode } from 'react';
import { selectionOf, type SearchState } from '@/lib/search';
import { gistOf, verdictOf } from '@/lib/tree';
import { RunStatusMark } from '@/components/app/run-status';
import { Verdict } from '@/components/app/verdict';
import { selectionWords } from '@/components/app/selection-words';
import { MathText } from '@/components/math/math-text';
import { strategyLooks } from '@/components/strategies/looks';
import { describeSetting } from '@/components/strategies/looks-of';
import { PageTitle } from '@/components/ui/page-title';

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
  const { spec, status, selected } = state;
  if (spec === undefined)
    return (
      <header className="border-b border-line px-4 py-3">
        <h1 className="text-lg text-mute">{isOpening ? 'Opening the run …' : 'Before the beginning'}</h1>
      </header>
    );
  const selection = selectionOf(spec);
  const answer = selected[selection]?.answer;
  const verdict = verdictOf(answer, spec.problem.answer);
  const isDecided = selected[selection] !== undefined;
  return (
    <header className="flex shrink-0 flex-wrap items-start gap-x-6 gap-y-2 border-b border-line px-4 py-2.5 low:flex-nowrap low:items-center low:py-1 sm:px-5">
      <PageTitle title={gistOf(spec.problem.text)} />
      <div className="min-w-0 flex-[1_1_22rem] low:flex-[1_1_8rem]">
        <h1 className="max-h-24 overflow-auto text-lg low:max-h-8 low:text-base leading-snug font-semibold text-pretty xl:text-xl">
          <MathText text={spec.problem.text} />
        </h1>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-sm text-mute low:hidden">
          <span>
            <span className="font-medium text-ink">{strategyLooks[spec.strategy].title}</span>{' '}
            {describeSetting(spec.strategy, spec.config)}
          </span>
          <span>
            {spec.policy.name}
            {spec.verifier === undefined ? '' : ` with ${spec.verifier.name}`}
          </span>
          {spec.problem.level === undefined ? null : <span>level {spec.problem.level}</span>}
          {origin}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2 low:shrink-0 low:flex-nowrap">
        <div className="sm:text-right">
          {isDecided ? (
            <p data-testid="answer" className="flex items-baseline gap-3 sm:justify-end">
              <span className="max-w-72 truncate text-2xl font-semibold low:text-base">
                {answer === undefined ? (
                  <span className="text-base text-mute">no answer</span>
                ) : (
                  <MathText text={`$${answer}$`} />
                )}
              </span>
              <Verdict isCorrect={verdict === undefined ? undefined : verdict === 'right'} size="large" />
            </p>
          ) : null}
          <p className="flex items-center gap-3 text-sm text-mute low:hidden sm:justify-end">
            {isDecided ? (
              <span className="hidden sm:inline">{selectionWords[selection].title.toLowerCase()} selection</span>
            ) : null}
            {isDecided && verdict !== 'right' && spec.problem.answer !== undefined ? (
              <span>
                reference{' '}
                <span className="text-ink">
                  <MathText text={`$${spec.problem.answer}$`} />
                </span>
              </span>
            ) : null}
            {status === 'empty' ? null : arrived !== undefined ? (
              <span data-testid="arriving">opening, {Math.floor(arrived * 100)} %</span>
            ) : isCutShort ? (
              <span data-testid="cut-short">the log ends here, the run was not over</span>
            ) : (
              <RunStatusMark status={status} />
            )}
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-1.5">{actions}</div>
      </div>
    </header>
  );
}
