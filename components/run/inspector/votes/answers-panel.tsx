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
import { runWords, selectionDoes, selectionTitles, type Text } from '@/lib/words';
import { strategyWords } from '@/components/strategies/looks-of';
import { MathText } from '@/components/math/math-text';
import { formatCount, formatScore } from '@/components/ui/numbers';
import { Said } from '@/components/ui/said';
import { useLanguage, useSay } from '@/components/ui/use-language';
import { BestSoFar } from './best-so-far';
import { ChoiceSection } from './choice-section';
import { ballotOf, outcomeOf, winnerOf, type Outcome } from './ballot';
import { RunNotes } from '../run-notes';
import { Section } from '../section';
import { PaperVoteTable } from './paper-vote-table';
import { VoteTable } from './vote-table';
import { WhatIf } from './what-if';

interface AnswersPanelProps {
  readonly view: TreeView;
  /** The answers and their strengths are shown, and not which of them is right or wins. */
  readonly isAsked?: boolean;
  /** Undefined: the votes are counted as the run counted them. */
  readonly whatIf: AggregationName | undefined;
  readonly onWhatIfSelect: (aggregation: AggregationName | undefined) => void;
  readonly onNodeSelect: (node: NodeId) => void;
  /** On paper: how many answers are listed there; undefined on a screen. */
  readonly paperRows?: number | undefined;
}

/** The answers reached so far, how they vote under each selection and who wins why; with another aggregation as a what-if. */
export function AnswersPanel({
  view,
  isAsked = false,
  whatIf: wanted,
  onWhatIfSelect,
  onNodeSelect,
  paperRows,
}: AnswersPanelProps) {
  const say = useSay();
  const language = useLanguage();
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
  const ballot = ballotOf(solutions, reported, isAsked ? undefined : spec.problem.answer);
  const selections = [reported, ...applicableSelections(needsVerifier).filter((name) => name !== reported)];
  const isDecided = state.selected[reported] !== undefined;
  const table = { ballot, selections, isAsked, chosenBy: isDecided && whatIf === undefined ? reported : undefined };
  return (
    <div className={`flex flex-col ${paperRows === undefined ? 'gap-5' : 'gap-2'}`} data-testid="answers-panel">
      <Counts
        solutions={solutions}
        silent={silent}
        unreadable={ballot.unreadable}
        lost={lost}
        reference={spec.problem.answer}
        isAsked={isAsked}
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
        {isAsked ? null : (
          <OutcomeWords
            outcome={outcomeOf(ballot, selections, say)}
            tense={whatIf !== undefined ? runWords.wouldChoose : isDecided ? runWords.chose : runWords.wouldChooseNow}
          />
        )}
        {paperRows !== undefined && ballot.rows.length > 0 ? (
          <PaperVoteTable {...table} rows={paperRows} />
        ) : (
          <VoteTable {...table} isOver={hasEnded(view.status)} onNodeSelect={onNodeSelect} />
        )}
        {needsVerifier ? null : (
          <p className="mt-2 text-sm text-mute">
            {say(runWords.needScores, { strategy: strategyWords(spec.strategy, language).title.toLowerCase() })}
          </p>
        )}
      </div>
      {needsVerifier && solutions.length > 0 && paperRows === undefined ? (
        <WhatIf
          configured={configured}
          whatIf={whatIf}
          before={state.selected[reported]?.answer}
          after={winnerOf(ballot, reported)?.answer}
          onChange={onWhatIfSelect}
        />
      ) : null}
      {paperRows === undefined ? (
        <Section title={say(runWords.howCounted)}>
          <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 text-xs text-mute">
            {selections.map((name) => (
              <div key={name} className="contents">
                <dt className="text-ink">{say(selectionTitles[name])}</dt>
                <dd>
                  {say(selectionDoes[name])}
                  {name === reported ? say(runWords.decides) : ''}
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      ) : null}
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
  readonly isAsked: boolean;
}

/** What votes and what does not, none of it in silence. */
function Counts({ solutions, silent, unreadable, lost, reference, isAsked }: CountsProps) {
  const say = useSay();
  const votes = solutions.reduce((sum, { weight }) => sum + weight, 0);
  const told = (text: Text, count: number) => (count > 0 ? say(text, { count }) : '');
  return (
    <div className="text-sm text-mute">
      <p data-testid="answer-counts">
        <span className="text-ink">{say(runWords.finishedSolutions, { count: formatCount(solutions.length) })}</span>
        {votes === solutions.length ? '' : say(runWords.withVotes, { votes: formatCount(votes) })}
        {told(runWords.unreadable, unreadable)}
        {told(runWords.silent, silent)}
        {told(runWords.truncated, lost.truncated)}
        {told(runWords.thinking, lost.thinking)}
        {told(runWords.dropped, lost.dropped)}
        {told(runWords.unscoredPaths, lost.unscored)}
        {told(runWords.empty, lost.empty)}
        {say(runWords.stop)}
      </p>
      <UnscoredWords solutions={solutions} />
      {isAsked ? null : (
        <p data-testid="reference">
          {reference === undefined ? (
            say(runWords.noReference)
          ) : (
            <Said
              text={runWords.referenceAnswer}
              parts={{
                answer: (
                  <span className="text-ink">
                    <MathText text={`$${reference}$`} />
                  </span>
                ),
              }}
            />
          )}
        </p>
      )}
    </div>
  );
}

/** Solutions that vote under majority alone, and why. */
function UnscoredWords({ solutions }: Pick<CountsProps, 'solutions'>) {
  const say = useSay();
  const unscored = solutions.flatMap((solution) => solution.unscored ?? []);
  const [first] = unscored;
  if (first === undefined) return null;
  const isLength = unscored.every(({ reason }) => reason === 'too-long');
  return (
    <p className="mt-1" data-testid="unscored-words">
      {say(runWords.unscored, {
        count: unscored.length,
        why: say(isLength ? runWords.tooLong : runWords.notRead),
      })}{' '}
      {first.message}
    </p>
  );
}

/** When a vote that may stop early did so. */
function SettledWords({ settled: { after, of, stopped } }: { readonly settled: Settled }) {
  const say = useSay();
  return (
    <p className="text-sm" data-testid="settled-words">
      {say(runWords.settled, { after, of })}
      {stopped > 0 ? say(runWords.settledStopped, { count: stopped }) : ''}
      {say(runWords.stop)}
    </p>
  );
}

interface OutcomeWordsProps {
  readonly outcome: Outcome | undefined;
  readonly tense: typeof runWords.chose | typeof runWords.wouldChoose | typeof runWords.wouldChooseNow;
}

/** Which answer wins and why, and whether the other selections agree. */
function OutcomeWords({ outcome, tense }: OutcomeWordsProps) {
  const say = useSay();
  if (outcome === undefined) return null;
  return (
    <div className="mb-3 text-sm" data-testid="outcome">
      <p>
        <Said
          text={tense}
          parts={{
            selection: say(selectionTitles[outcome.selection]),
            answer: (
              <b className="font-semibold">
                <MathText text={`$${outcome.answer}$`} />
              </b>
            ),
            reason: outcome.reason,
          }}
        />
      </p>
      {outcome.isUnanimous ? <p className="text-mute">{say(runWords.othersAgree)}</p> : null}
      {outcome.tied.map(({ selection, reason }) => (
        <p key={selection} className="text-mute">
          {say(runWords.byAHair, { selection: say(selectionTitles[selection]), reason })}
        </p>
      ))}
      {outcome.hopeless === undefined ? null : (
        <p className="text-mute">{say(runWords.hopeless, { score: formatScore(outcome.hopeless) })}</p>
      )}
      {outcome.differing.map(({ selection, answer, reason }) => (
        <p key={selection} className="text-mute">
          <Said
            text={runWords.wouldChoose}
            parts={{
              selection: say(selectionTitles[selection]),
              answer: answer === undefined ? say(runWords.nothing) : <MathText text={`$${answer}$`} />,
              reason,
            }}
          />
        </p>
      ))}
    </div>
  );
}
