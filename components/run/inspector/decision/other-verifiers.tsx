'use client';

import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { backendsQuery, readAgainQuery } from '@/lib/client';
import { maxReadAgain, type ReadAgainReply } from '@/lib/runs/wire';
import type { EventOf, NodeId, SearchState, SecondReading } from '@/lib/search';
import { decisionWords, navigationWords } from '@/lib/words';
import { Notice } from '@/components/ui/notice';
import { formatCount } from '@/components/ui/numbers';
import { useSay } from '@/components/ui/use-language';
import { useIsViewingOnly } from '@/components/ui/viewing-only';
import { Told } from '@/components/ui/told';
import { outcomeOf } from './decision-card-model';
import { OutcomeWords } from './outcome-words';

interface OtherVerifiersProps {
  readonly runId: string | undefined;
  /** The state right before the decision. */
  readonly before: SearchState;
  readonly event: EventOf<'round-decided'>;
  /** Last steps of the paths to read. */
  readonly paths: readonly NodeId[];
  readonly onNodeSelect: (node: NodeId) => void;
}

/** Who would have lived by what another verifier says of the same steps; of a run without a server, that this cannot be told. */
export function OtherVerifiers({ runId, paths, ...decision }: OtherVerifiersProps) {
  const say = useSay();
  if (paths.length === 0) return null;
  return (
    <section aria-labelledby="other-verifiers" className="mt-4" data-testid="other-verifiers">
      <h3 id="other-verifiers" className="text-sm font-medium">
        {say(decisionWords.byOtherVerifier)}
      </h3>
      {runId === undefined || paths.length > maxReadAgain ? (
        <CannotBeTold />
      ) : (
        <Readings runId={runId} paths={paths} {...decision} />
      )}
    </section>
  );
}

function CannotBeTold() {
  return <p className="mt-1 text-xs text-mute">{useSay()(decisionWords.otherVerifier)}</p>;
}

function Readings({ runId, before, event, paths, onNodeSelect }: OtherVerifiersProps & { readonly runId: string }) {
  const say = useSay();
  const isViewing = useIsViewingOnly();
  const backends = useQuery(backendsQuery());
  const own = before.spec?.verifier?.name;
  const names = (backends.data ?? []).flatMap(({ role, name }) => (role === 'verifier' && name !== own ? [name] : []));
  const [asked, setAsked] = useState<ReadonlySet<string>>(new Set());
  const readings = useQueries({
    // What was read earlier is there without being asked for.
    queries: names.map((verifier) => ({
      ...readAgainQuery(runId, { verifier, ends: [...paths] }),
      enabled: asked.has(verifier),
    })),
  });
  if (names.length === 0) return <CannotBeTold />;
  const ask = (verifier: string, i: number) => {
    if (asked.has(verifier)) void readings[i]?.refetch();
    else setAsked(new Set([...asked, verifier]));
  };
  return (
    <div className="mt-1 flex flex-col gap-2 text-sm">
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-1">
        {names.map((verifier, i) => {
          const { data, isFetching, error } = readings[i]!;
          return (
            <div key={verifier} className="contents">
              <dt className="text-mute">{verifier}</dt>
              <dd data-verifier={verifier}>
                <p role="status">
                  {data !== undefined ? (
                    <>
                      <OutcomeWords
                        other={outcomeOf(before, event, { reading: readingOf(data) })}
                        onNodeSelect={onNodeSelect}
                      />{' '}
                      <Unread data={data} />
                    </>
                  ) : isFetching ? (
                    say(decisionWords.readingAgain, { verifier, count: formatCount(paths.length) })
                  ) : null}
                </p>
                {data !== undefined || isFetching ? null : (
                  <div className="flex flex-col items-start gap-2">
                    {error === null ? null : (
                      <Notice tone="bad" title={say(decisionWords.notReadAgain, { verifier })}>
                        <Told what={error} />
                      </Notice>
                    )}
                    <button
                      type="button"
                      className="button"
                      disabled={isViewing}
                      title={isViewing ? say(navigationWords.whyViewingOnly) : undefined}
                      onClick={() => ask(verifier, i)}
                    >
                      {say(decisionWords.readAgain, { verifier })}
                    </button>
                  </div>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      <p className="text-xs text-mute">{say(decisionWords.readAgainHint)}</p>
    </div>
  );
}

function readingOf({ aggregation, said }: ReadAgainReply): SecondReading {
  return { aggregation, said: new Map(said.map((each) => [each.node, 'score' in each ? each.score : each])) };
}

function Unread({ data: { said } }: { readonly data: ReadAgainReply }) {
  const count = said.filter((each) => 'reason' in each).length;
  const say = useSay();
  return count === 0 ? null : say(decisionWords.unreadSteps, { count });
}
