'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { backendsQuery, comparisonQuery } from '@/lib/client';
import { mostCompared, type Comparison } from '@/lib/verifier-lab/wire';
import { labWords, navigationWords } from '@/lib/words';
import { Scatter } from '@/components/charts/shares/scatter';
import { Sized } from '@/components/charts/sized';
import { LoadError } from '@/components/app/load-state';
import { ChartSection } from '@/components/ui/chart-section';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { NumberField } from '@/components/ui/number-field';
import { formatCount } from '@/components/ui/numbers';
import { useSay } from '@/components/ui/use-language';
import { useIsViewingOnly } from '@/components/ui/viewing-only';
import { comparisonWords } from './comparison-words';
import type { LabForm } from './lab-form';
import { PickTable } from './pick-table';

const usualRuns = 12;

/** Another verifier on the same pool: what is in the logs is read to it, and both are laid beside each other. Nothing is generated. */
export function ComparisonSection({ form }: { readonly form: Pick<LabForm, 'verifier' | 'of' | 'aggregation'> }) {
  const say = useSay();
  const { verifier, of, aggregation } = form;
  const isViewing = useIsViewingOnly();
  const backends = useQuery(backendsQuery());
  const others = (backends.data ?? []).filter(({ role, name }) => role === 'verifier' && name !== verifier);
  const [wish, setWish] = useState<string>();
  const [runs, setRuns] = useState(usualRuns);
  const [asked, setAsked] = useState<{ readonly against: string; readonly runs: number }>();
  const against = others.find(({ name }) => name === wish)?.name ?? others[0]?.name;
  return (
    <ChartSection title={say(labWords.against)} testId="comparison" note={say(labWords.againstNote)}>
      {against === undefined ? (
        <p className="text-sm text-mute">{say(labWords.noOther)}</p>
      ) : (
        <form
          className="flex flex-wrap items-end gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            setAsked({ against, runs });
          }}
        >
          <Field label={say(labWords.scoreAgainWith)}>
            {(props) => (
              <select
                {...props}
                className="field min-w-44"
                value={against}
                onChange={(event) => setWish(event.target.value)}
              >
                {others.map(({ name }) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <NumberField label={say(labWords.runs)} value={runs} min={1} max={mostCompared} step={1} onChange={setRuns} />
          <button
            type="submit"
            className="button button-primary"
            disabled={isViewing}
            title={isViewing ? say(navigationWords.whyViewingOnly) : undefined}
          >
            {say(labWords.scoreAgain)}
          </button>
        </form>
      )}
      {asked === undefined ? null : (
        <Compared query={{ verifier, of, ...(aggregation === undefined ? {} : { aggregation }), ...asked }} />
      )}
    </ChartSection>
  );
}

function Compared({ query }: { readonly query: Parameters<typeof comparisonQuery>[0] }) {
  const say = useSay();
  const { data, error, refetch } = useQuery(comparisonQuery(query));
  if (error !== null)
    return <LoadError error={error} title={say(labWords.notScoredAgain)} onRetry={() => void refetch()} />;
  if (data === undefined)
    return (
      <p role="status" className="mt-4 text-sm text-mute">
        {say(labWords.scoringAgain)}
      </p>
    );
  return <Outcome comparison={data} onRetry={() => void refetch()} />;
}

function Outcome({ comparison, onRetry }: { readonly comparison: Comparison; readonly onRetry: () => void }) {
  const say = useSay();
  const { verifier, against, reading, points, picks, differing, solutions } = comparison;
  const words = comparisonWords(comparison, say);
  return (
    <div className="mt-5 flex flex-col gap-5" data-testid="compared" data-pending={reading.pending}>
      {reading.failure === undefined ? null : (
        <Notice
          tone="bad"
          title={say(labWords.runsNotScored, { count: formatCount(reading.pending) })}
          actions={
            <button type="button" className="button" onClick={onRetry}>
              {say(labWords.tryAgain)}
            </button>
          }
        >
          {reading.failure}
        </Notice>
      )}
      {reading.pending > 0 && reading.failure === undefined ? (
        <Notice tone="busy" title={say(labWords.isScoringAgain)}>
          {say(labWords.scoredOf, {
            count: formatCount(reading.scored),
            of: reading.scored + reading.pending,
          })}
        </Notice>
      ) : null}
      <p className="max-w-[90ch] text-lg" data-testid="comparison-words">
        {words}
      </p>
      {solutions === 0 ? null : (
        <div className="grid gap-6 xl:grid-cols-[minmax(20rem,30rem)_1fr]">
          <Sized>
            {(size) => (
              <Scatter
                size={size}
                title={say(labWords.scoresByBoth, { count: formatCount(points.length), words })}
                kinds={[say(labWords.rightDot), say(labWords.wrongDot)]}
                xLabel={say(labWords.scoreBy, { verifier })}
                yLabel={say(labWords.scoreBy, { verifier: against })}
                points={points.map(({ run, node, isRight, mine, theirs }) => ({
                  key: `${run} ${node}`,
                  x: mine,
                  y: theirs,
                  kind: isRight === undefined ? undefined : isRight ? 'first' : 'second',
                }))}
              />
            )}
          </Sized>
          <div className="min-w-0">
            <h3 className="text-base">{say(labWords.pickOtherwise)}</h3>
            <PickTable picks={picks} count={differing} verifier={verifier} against={against} />
          </div>
        </div>
      )}
    </div>
  );
}
