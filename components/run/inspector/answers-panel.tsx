'use client';

import { useMemo } from 'react';
import {
  selectionAggregationOf,
  hasEnded,
  applicableSelections,
  lostPathsOf,
  selectionOf,
  solutionsOf,
  strategyOf,
  type AggregationName,
  type LostPaths,
  type NodeId,
  type Solution,
} from '@/lib/search';
import { settledVotes, type Settled, type TreeView } from '@/lib/tree';
import { selectionWords } from '@/components/app/selection-words';
import { strategyLooks } from '@/components/strategies/looks';
import { MathText } from '@/components/math/math-text';
import { formatScore, plural } from '@/components/ui/numbers';
import { BestSoFar } from './best-so-far';
import { ChoiceSection } from './choice-section';
import { ballotOf, outcomeOf, winnerOf, type Outcome } from './ballot';
import { RunNotes } from './run-notes';
import { Section } from './section';
import { VoteTable } from './vote-table';
import { WhatIf } from './what-if';

interface AnswersPanelProps {
  readonly view: TreeView;
  /** Undefined: the votes are counted as the run counted them. */
  readonly whatIf: AggregationName | undefined;
  readonly onWhatIfSelect: (aggregation: AggregationName | undefined) => void;
  readonly onNodeSelect: (node: NodeId) => void;
}

/** The answers reached so far, how they vote under each selection and who wins why; with another aggregation as a what-if. */
export function AnswersPanel({ view, whatIf: wanted, onWhatIfSelect, onNodeSelect }: AnswersPanelProps) {
  const { state } = view;
  const { spec } = state;
  const configured = spec === undefined ? undefined : selectionAggregationOf(spec);
  const whatIf = wanted === configured ? undefined : wanted;
  const solutions = useMemo(() => solutionsOf(state, { aggregation: whatIf }), [state, whatIf]);
  const lost = useMemo(() => lostPathsOf(state), [state]);
  if (spec === undefined || configured === undefined) return null;
  const { needsVerifier } = strategyOf(spec.strategy);
  const silent = state.groups
    .flatMap(({ finished }) => finished)
    .filter((id) => state.nodes.get(id)?.weight === 0).length;
  const reported = selectionOf(spec);
  const ballot = ballotOf(solutions, reported, spec.problem.answer);
  const selections = [reported, ...applicableSelections(needsVerifier).filter((name) => name !== reported)];
  const isDecided = state.selected[reported] !== undefined;
  return (
    <div className="flex flex-col gap-5" data-testid="answers-panel">
      <Counts
        solutions={solutions}
        silent={silent}
        unreadable={ballot.unreadable}
        lost={lost}
        reference={spec.problem.answer}
      />
      {settledVotes(state).map((settled) => (
        <SettledWords key={settled.group} settled={settled} />
      ))}
      <ChoiceSection state={state} />
      {hasEnded(view.status) ? <RunNotes state={state} /> : null}
      <BestSoFar
        leader={view.leader === undefined ? undefined : view.nodes.get(view.leader)}
        onNodeSelect={onNodeSelect}
      />
      <div className={whatIf === undefined ? '' : '-mx-3 rounded-lg border border-dashed border-mute px-3 py-2'}>
        <OutcomeWords
          outcome={outcomeOf(ballot, selections)}
          tense={whatIf !== undefined ? 'would choose' : isDecided ? 'chose' : 'would choose now'}
        />
        <VoteTable
          ballot={ballot}
          selections={selections}
          chosenBy={isDecided && whatIf === undefined ? reported : undefined}
          isOver={hasEnded(view.status)}
          onNodeSelect={onNodeSelect}
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
          onChange={onWhatIfSelect}
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
  readonly solutions: readonly Solution[];
  /** Solutions that finished and do not vote, because later ones took their place or they were not drawn. */
  readonly silent: number;
  readonly unreadable: number;
  readonly lost: LostPaths;
  readonly reference: string | undefined;
}

/** What votes and what does not, none of it in silence. */
function Counts({ solutions, silent, unreadable, lost, reference }: CountsProps) {
  const votes = solutions.reduce((sum, { weight }) => sum + weight, 0);
  return (
    <div className="text-sm text-mute">
      <p data-testid="answer-counts">
        <span className="text-ink">{plural(solutions.length, 'finished solution')}</span>
        {votes === solutions.length ? '' : ` with ${plural(votes, 'vote')}`}
        {unreadable > 0 ? `, ${unreadable} of them without a readable answer: no vote` : ''}
        {silent > 0 ? `; ${silent} more whose place others took: no vote` : ''}
        {lost.truncated > 0 ? `; ${lost.truncated} cut off at a token limit: no answer` : ''}
        {lost.thinking > 0
          ? `; ${lost.thinking} stopped within a thought that came to no end: no answer. Allow more tokens a solution and a step, or turn thinking off`
          : ''}
        {lost.dropped > 0
          ? `; ${lost.dropped} lost, dropped by the policy server before they were complete: no answer`
          : ''}
        {lost.unscored > 0
          ? `; ${lost.unscored} not gone on with, because the verifier could not score ${lost.unscored === 1 ? 'it' : 'them'}: no answer`
          : ''}
        {lost.empty > 0 ? `; ${lost.empty} with nothing but blanks: no answer` : ''}.
      </p>
      <UnscoredWords solutions={solutions} />
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

/** Solutions that vote under majority alone, and why. */
function UnscoredWords({ solutions }: Pick<CountsProps, 'solutions'>) {
  const unscored = solutions.flatMap((solution) => solution.unscored ?? []);
  const [first] = unscored;
  if (first === undefined) return null;
  const isLength = unscored.every(({ reason }) => reason === 'too-long');
  return (
    <p className="mt-1" data-testid="unscored-words">
      {unscored.length} of them {unscored.length === 1 ? 'is' : 'are'} unscored:{' '}
      {isLength ? 'too long for the verifier' : 'the verifier could not read them'}. A vote by majority counts them,
      scores do not. {first.message}
    </p>
  );
}

/** When a vote that may stop early did so. */
function SettledWords({ settled: { after, of, stopped } }: { readonly settled: Settled }) {
  return (
    <p className="text-sm" data-testid="settled-words">
      The vote was settled after {after} of {of} solutions
      {stopped > 0
        ? `; ${stopped} more ${stopped === 1 ? 'was' : 'were'} stopped where ${stopped === 1 ? 'it' : 'they'} stood`
        : ''}
      .
    </p>
  );
}

interface OutcomeWordsProps {
  readonly outcome: Outcome | undefined;
  readonly tense: string;
}

/** Which answer wins and why, and whether the other selections agree. */
function OutcomeWords({ outcome, tense }: OutcomeWordsProps) {
  if (outcome === undefined) return null;
  return (
    <div className="mb-3 text-sm" data-testid="outcome">
      <p>
        {selectionWords[outcome.selection].title} {tense}{' '}
        <b className="font-semibold">
          <MathText text={`$${outcome.answer}$`} />
        </b>
        : {outcome.reason}.
      </p>
      {outcome.isUnanimous ? <p className="text-mute">The other selections agree.</p> : null}
      {outcome.tied.map(({ selection, reason }) => (
        <p key={selection} className="text-mute">
          {selectionWords[selection].title} by a hair: {reason}.
        </p>
      ))}
      {outcome.hopeless === undefined ? null : (
        <p className="text-mute">
          The verifier believes none of these: the best scores {formatScore(outcome.hopeless)}.
        </p>
      )}
      {outcome.differing.map(({ selection, answer, reason }) => (
        <p key={selection} className="text-mute">
          {selectionWords[selection].title} would choose{' '}
          {answer === undefined ? 'nothing' : <MathText text={`$${answer}$`} />}: {reason}.
        </p>
      ))}
    </div>
  );
}
