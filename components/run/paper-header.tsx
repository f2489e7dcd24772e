import type { ReactNode } from 'react';
import { selectionOf, type RunSpec, type SearchState } from '@/lib/search';
import { gistOf, verdictOf } from '@/lib/tree';
import { runWords, sharedWords } from '@/lib/words';
import { RunStatusMark } from '@/components/app/run-status';
import { Verdict } from '@/components/app/verdict';
import { MathText } from '@/components/math/math-text';
import { PageTitle } from '@/components/ui/page-title';
import { useSay } from '@/components/ui/use-language';
import { Reference } from './reference';
import { SearchFacts } from './search-facts';

/** Letters of a problem beside the number of its characters from which on they are of that size: a long one leaves room for the tree. */
const sizes = [
  [1_500, 'text-xs leading-snug'],
  [300, 'text-sm leading-snug'],
  [0, 'text-lg leading-snug font-semibold'],
] as const;

interface PaperHeaderProps {
  /** At the cursor. */
  readonly state: SearchState;
  readonly spec: RunSpec;
  readonly isCutShort: boolean;
  /** Says where the run comes from. */
  readonly origin: ReactNode;
}

/** The head of a printed run: the whole problem, how it is searched, what came out. */
export function PaperHeader({ state: { selected, status }, spec, isCutShort, origin }: PaperHeaderProps) {
  const say = useSay();
  const { text, answer: reference } = spec.problem;
  const chosen = selected[selectionOf(spec)];
  const verdict = verdictOf(chosen?.answer, reference);
  const [, size] = sizes.find(([from]) => text.length >= from)!;
  return (
    <header className="flex flex-col gap-1 pb-2">
      <PageTitle title={gistOf(text)} />
      <h1 className={`text-pretty ${size}`}>
        <MathText text={text} />
      </h1>
      <p className="flex flex-wrap gap-x-3 text-sm text-mute">
        <SearchFacts spec={spec} />
        {origin}
      </p>
      <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 border-y border-line py-1.5">
        {chosen === undefined ? null : (
          <p data-testid="answer" className="flex min-w-0 items-center gap-3">
            <span className="min-w-0 overflow-hidden text-xl font-semibold">
              {chosen.answer === undefined ? (
                <span className="text-base text-mute">{say(sharedWords.noAnswer)}</span>
              ) : (
                <MathText text={`$${chosen.answer}$`} />
              )}
            </span>
            <Verdict isCorrect={verdict === undefined ? undefined : verdict === 'right'} />
          </p>
        )}
        {verdict === 'wrong' && reference !== undefined ? (
          <span className="text-sm text-mute">
            <Reference answer={reference} />
          </span>
        ) : null}
        <span className="ml-auto text-sm text-mute">
          {isCutShort ? say(runWords.cutShort) : status === 'empty' ? null : <RunStatusMark status={status} />}
        </span>
      </div>
    </header>
  );
}
