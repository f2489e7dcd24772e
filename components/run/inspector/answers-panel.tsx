'use client';

import { useMemo } from 'react';
import {
  aggregationOf,
  applicableSelections,
  lostPathsOf,
  selectionOf,
  solutionsOf,
  strategyOf,
  type LostPaths,
  type SelectionName,
} from '@/lib/search';
import { selectionWords } from '@/components/app/selection-words';
import { strategyLooks } from '@/components/strategies/looks';
import { MathText } from '@/components/math/math-text';
import { plural } from '@/components/ui/numbers';
import { BestSoFar } from './best-so-far';
import { ballotOf, reasonOf, winnerOf, type Ballot } from './ballot';
import { Section } from './section';
import { VoteTable } from './vote-table';
import { WhatIf } from './what-if';
import type { RunView } from '../playback/use-run-view';

/** The answers reached so far, how they vote under each selection and who wins why; with another aggregation as a what-if. */
export function AnswersPanel({ run }: { readonly run: RunView }) {
  const { state } = run.view;
  const { spec } = state;
  const configured = spec === undefined ? undefined : aggregationOf(spec);
  const whatIf = run.whatIf === configured ? undefined : run.whatIf;
  const solutions = useMemo(() => solutionsOf(state, { aggregation: whatIf }), [state, whatIf]);
  const lost = useMemo(() => lostPathsOf(state), [state]);
  if (spec === undefined || configured === undefined) return null;
  const { needsVerifier } = strategyOf(spec.strategy);
  const reported = selectionOf(spec, needsVerifier);
  const ballot = ballotOf(solutions, reported, spec.problem.answer);
  const selections = [reported, ...applicableSelections(needsVerifier).filter((name) => name !== reported)];
  const isDecided = state.selected[reported] !== undefined;
  return (
    <div className="flex flex-col gap-5" data-testid="answers-panel">
      <Counts solutions={solutions.length} unreadable={ballot.unreadable} lost={lost} reference={spec.problem.answer} />
      <BestSoFar run={run} />
      <div className={whatIf === undefined ? '' : '-mx-3 rounded-lg border border-dashed border-mute px-3 py-2'}>
        <Outcome
          ballot={ballot}
          selections={selections}
          tense={whatIf !== undefined ? 'would choose' : isDecided ? 'chose' : 'would choose now'}
        />
        <VoteTable
          run={run}
          ballot={ballot}
          selections={selections}
          chosenBy={isDecided && whatIf === undefined ? reported : undefined}
        />
        {needsVerifier ? null : (
          <p className="mt-2 text-sm text-mute">
            Best score and weighted need scores; {strategyLooks[spec.strategy].title.toLowerCase()} asks no verifier.
          </p>
        )}
      </div>
      {needsVerifier && solutions.length > 0 ? (
        <WhatIf
          configured={configured}
          whatIf={whatIf}
          before={state.selected[reported]?.answer}
          after={winnerOf(ballot, reported)?.answer}
          onChange={run.selectWhatIf}
        />
      ) : null}
      <Section title="How they are counted">
        <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 text-xs text-mute">
          {selections.map((name) => (
            <div key={name} className="contents">
              <dt className="text-ink">{selectionWords[name].title}</dt>
              <dd>
                {selectionWords[name].does}
                {name === reported ? '; decides this run' : ''}
              </dd>
            </div>
          ))}
        </dl>
      </Section>
    </div>
  );
}

interface CountsProps {
  readonly solutions: number;
  readonly unreadable: number;
  readonly lost: LostPaths;
  readonly reference: string | undefined;
}

/** What votes and what does not, none of it in silence. */
function Counts({ solutions, unreadable, lost, reference }: CountsProps) {
  return (
    <div className="text-sm text-mute">
      <p data-testid="answer-counts">
        <span className="text-ink">{plural(solutions, 'finished solution')}</span>
        {unreadable > 0 ? `, ${unreadable} of them without a readable answer: no vote` : ''}
        {lost.truncated > 0 ? `; ${lost.truncated} cut off at a token limit: no answer` : ''}
        {lost.dropped > 0
          ? `; ${lost.dropped} lost, dropped by the policy server before they were complete: no answer`
          : ''}
        {lost.empty > 0 ? `; ${lost.empty} with nothing but blanks: no answer` : ''}.
      </p>
      <p data-testid="reference">
        {reference === undefined ? (
          'No reference answer: right or wrong is not known.'
        ) : (
          <>
            Reference answer{' '}
            <span className="text-ink">
              <MathText text={`$${reference}$`} />
            </span>
          </>
        )}
      </p>
    </div>
  );
}

interface OutcomeProps {
  readonly ballot: Ballot;
  readonly selections: readonly SelectionName[];
  readonly tense: string;
}

/** Which answer wins and why, and whether the other selections agree. */
function Outcome({ ballot, selections, tense }: OutcomeProps) {
  const [own, ...others] = selections;
  const winner = own === undefined ? undefined : winnerOf(ballot, own);
  if (own === undefined || winner === undefined) return null;
  const differing = others.filter((name) => winnerOf(ballot, name)?.key !== winner.key);
  return (
    <div className="mb-3 text-sm" data-testid="outcome">
      <p>
        {selectionWords[own].title} {tense}{' '}
        <b className="font-semibold">
          <MathText text={`$${winner.answer}$`} />
        </b>
        : {reasonOf(ballot, own)}.
      </p>
      {others.length > 0 && differing.length === 0 ? <p className="text-mute">The other selections agree.</p> : null}
      {differing.map((name) => {
        const other = winnerOf(ballot, name);
        return (
          <p key={name} className="text-mute">
            {selectionWords[name].title} would choose{' '}
            {other === undefined ? 'nothing' : <MathText text={`$${other.answer}$`} />}: {reasonOf(ballot, name)}.
          </p>
        );
      })}
    </div>
  );
}
