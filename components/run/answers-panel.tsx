'use client';

import { useMemo, useState } from 'react';
import {
  aggregationNames, aggregationOf, countTruncated, selectAnswer, selectionNames, selectionOf, solutionsOf, strategyOf, type AggregationName,
} from '@/lib/search';
import { aggregationTitles, selectionTitles, selectionWords } from '@/components/app/words';
import { plural } from '@/components/ui/numbers';
import { Section } from './panel-parts';
import { VoteList } from './vote-list';
import type { RunView } from './use-run-view';

/** The answers reached so far and how they vote under each selection; with another aggregation as a what-if. */
export function AnswersPanel({ run }: { readonly run: RunView }) {
  const { state } = run.view;
  const { spec } = state;
  const [whatIf, setWhatIf] = useState<AggregationName | undefined>();
  const solutions = useMemo(() => solutionsOf(state, { aggregation: whatIf }), [state, whatIf]);
  const truncated = useMemo(() => countTruncated(state), [state]);
  if (spec === undefined) return null;
  const { needsVerifier } = strategyOf(spec.strategy);
  const configured = aggregationOf(spec);
  const reported = selectionOf(spec, needsVerifier);
  const unreadable = solutions.filter((solution) => solution.answer === undefined).length;
  const order = [reported, ...selectionNames.filter((name) => name !== reported)];
  return (
    <div className="flex flex-col gap-5" data-testid="answers-panel">
      <p className="text-sm text-mute" data-testid="answer-counts">
        {plural(solutions.length, 'finished solution')}
        {unreadable > 0 ? `, ${unreadable} without a readable answer (they do not vote)` : ''}
        {truncated > 0 ? `, ${truncated} cut off at a token limit (no answer)` : ''}
        {spec.problem.answer === undefined ? '. No reference answer: right or wrong is not known.' : '.'}
      </p>
      {order.map((name) => (
        <Section
          key={name}
          title={selectionTitles[name]}
          aside={<span className="text-xs text-mute">{selectionWords[name]}{name === reported ? ', the run’s own' : ''}</span>}
        >
          {name !== 'majority' && !needsVerifier
            ? <p className="text-sm text-mute">Needs scores; this strategy asks no verifier.</p>
            : <VoteList run={run} selected={selectAnswer(solutions, name)} reference={spec.problem.answer} isReported={name === reported} />}
        </Section>
      ))}
      {needsVerifier ? (
        <Section title="What if steps counted otherwise?" aside={whatIf === undefined || whatIf === configured ? undefined : <span className="text-xs text-mute" data-testid="what-if">what-if: the search itself used “{aggregationTitles[configured]}”</span>}>
          <div role="group" aria-label="Aggregation" className="flex flex-wrap gap-1.5">
            {aggregationNames.map((name) => (
              <button key={name} type="button" className="button" aria-pressed={(whatIf ?? configured) === name} onClick={() => setWhatIf(name === configured ? undefined : name)}>{aggregationTitles[name]}</button>
            ))}
          </div>
          <p className="mt-2 text-xs text-mute">Re-counts the votes from the log. Nothing is generated, and which branches were cut stays as it was.</p>
        </Section>
      ) : null}
    </div>
  );
}
