import type { ReactNode } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { queryKeys, testBackend } from '@/lib/client';
import type { BackendStatus } from '@/lib/backends/status';
import { aggregationWords, backendWords, fateWords, percentSign, type Say, toldFailure } from '@/lib/words';
import { Ago } from '@/components/ui/ago';
import { Icon } from '@/components/ui/icon';
import { formatCount, formatParameters } from '@/components/ui/numbers';
import { Said } from '@/components/ui/said';
import { useSay } from '@/components/ui/use-language';
import { Told } from '@/components/ui/told';
import { BackendCapabilities } from './backend-capabilities';
import { TrialResult } from './backend-trial';
import { ChangeServer } from './change-server';

/** One policy or verifier as configured and as found, with a button that has it do its work once. */
export function BackendCard({ backend }: { readonly backend: BackendStatus }) {
  const say = useSay();
  const { name, role, load } = backend;
  const client = useQueryClient();
  const test = useMutation({
    mutationFn: () => testBackend({ role, name }),
    onSuccess: (tested) =>
      client.setQueryData<readonly BackendStatus[]>(queryKeys.backends, (all) =>
        all?.map((each) => (each.role === role && each.name === name ? tested.backend : each)),
      ),
  });
  const titleId = `${role}-${name.replaceAll(/\W+/g, '-')}`;
  // A trial that failed says the same as the probe, or more.
  const urls = backend.urls ?? (backend.url === undefined ? [] : [backend.url]);
  const failure = test.data?.trial.type === 'failed' ? undefined : backend.failure;
  return (
    <li
      className="panel flex min-w-0 flex-col gap-3 p-4"
      data-testid="backend"
      data-backend={name}
      data-reachable={isUnknown(backend) ? undefined : backend.isReachable}
      aria-labelledby={titleId}
    >
      <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-56">
          <h3 id={titleId} className="text-lg break-words">
            {name}
          </h3>
          <p className="text-sm break-words text-mute">
            {urls.length === 0 ? (
              kindWords(backend, say)
            ) : (
              <Said
                text={backendWords.at}
                parts={{
                  what: kindWords(backend, say),
                  urls: urls.map((url, i) => (
                    <span key={url} className="font-mono text-xs break-all">
                      {i === 0 ? '' : say(fateWords.comma)}
                      {url}
                    </span>
                  )),
                }}
              />
            )}
          </p>
        </div>
        <div className="flex shrink-0 items-center gap-3">
          <Reachability backend={backend} />
          <button
            type="button"
            className="button"
            disabled={test.isPending}
            onClick={() => test.mutate()}
            aria-label={say(backendWords.testOf, { name })}
          >
            <Icon name="play" /> {say(test.isPending ? backendWords.testing : backendWords.test)}
          </button>
        </div>
      </div>
      {failure === undefined ? null : (
        <p role="alert" className="border-l-4 border-bad pl-3 text-sm">
          <Told what={toldFailure(failure)} />
        </p>
      )}
      <div aria-live="polite" data-testid="trial" className="empty:hidden">
        {test.error === null ? null : (
          <p className="border-l-4 border-bad pl-3 text-sm">
            <Told what={test.error} />
          </p>
        )}
        {test.data === undefined || test.isPending ? null : <TrialResult trial={test.data.trial} />}
      </div>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-2 text-sm sm:grid-cols-3">
        <Fact name={say(backendWords.model)}>{backend.model}</Fact>
        <Fact name={say(backendWords.version)}>{backend.version}</Fact>
        <Fact name={say(backendWords.size)}>
          {backend.parametersM === undefined
            ? undefined
            : say(backendWords.parameters, { count: formatParameters(backend.parametersM) })}
        </Fact>
        <Fact name={say(backendWords.context)}>
          {backend.maxModelLength === undefined
            ? undefined
            : say(backendWords.tokens, { count: formatCount(backend.maxModelLength) })}
        </Fact>
        <Fact name={say(backendWords.aggregation)}>
          {backend.recommendedAggregation === undefined
            ? undefined
            : say(aggregationWords[backend.recommendedAggregation])}
        </Fact>
        <Fact name={say(backendWords.price)}>
          {backend.promptPrice === undefined
            ? undefined
            : say(backendWords.prices, { read: backend.promptPrice, written: backend.completionPrice ?? 0 })}
        </Fact>
        <Fact name={say(backendWords.latency)}>
          {backend.latencyMs === undefined
            ? undefined
            : say(backendWords.lastCheck, { ms: Math.round(backend.latencyMs) })}
        </Fact>
        <Fact name={say(backendWords.running)}>
          {load.running === undefined ? undefined : formatCount(load.running)}
        </Fact>
        <Fact name={say(backendWords.waiting)}>
          {load.waiting === undefined ? undefined : formatCount(load.waiting)}
        </Fact>
        <Fact name={say(backendWords.fromThisApp)}>
          {load.limit === 0
            ? undefined
            : say(backendWords.inFlight, { count: formatCount(load.inFlight), limit: formatCount(load.limit) })}
        </Fact>
        <Fact name={say(backendWords.cache)}>
          {load.cacheUse === undefined ? undefined : `${Math.round(load.cacheUse * 100)}${percentSign}`}
        </Fact>
        <Fact name={say(backendWords.checked)}>{isUnknown(backend) ? undefined : <Ago at={backend.checkedAt} />}</Fact>
      </dl>
      {backend.systemPrompt === undefined ? null : (
        <details className="text-sm">
          <summary className="w-fit text-mute hover:text-ink">{say(backendWords.systemPrompt)}</summary>
          <p
            className="mt-2 max-h-64 overflow-auto rounded-md bg-ink/5 px-3 py-2 font-mono text-xs whitespace-pre-wrap"
            tabIndex={0}
          >
            {backend.systemPrompt}
          </p>
        </details>
      )}
      {backend.notes === undefined || backend.notes.length === 0 ? null : (
        <ul aria-label={say(backendWords.goodToKnow)} className="flex flex-col gap-1 text-sm text-mute">
          {backend.notes.map((note) => (
            <li key={note} className="break-words">
              {note}
            </li>
          ))}
        </ul>
      )}
      <BackendCapabilities backend={backend} />
      {backend.isInFile === true ? <ChangeServer backend={backend} /> : null}
    </li>
  );
}

function kindWords({ isBundled, kind, software }: BackendStatus, say: Say): string {
  if (isBundled) return say(backendWords.bundled, { kind });
  return software === undefined ? kind : say(backendWords.kindOf, { kind, software });
}

/** It is being asked for the first time. */
function isUnknown({ isChecking, latencyMs, failure }: BackendStatus): boolean {
  return isChecking === true && latencyMs === undefined && failure === undefined;
}

function Reachability({ backend }: { readonly backend: BackendStatus }) {
  const say = useSay();
  const { isReachable, reachable, urls } = backend;
  if (isUnknown(backend))
    return (
      <span className="inline-flex items-center gap-1.5 text-sm font-medium text-mute breathing">
        <Icon name="refresh" /> {say(backendWords.asking)}
      </span>
    );
  const isPartly = isReachable && urls !== undefined && reachable !== undefined && reachable < urls.length;
  const words = isPartly
    ? say(backendWords.partlyReached, { reached: reachable, of: urls.length })
    : say(isReachable ? backendWords.reachable : backendWords.notReachable);
  return (
    <span
      className={`inline-flex items-center gap-1.5 text-sm font-medium ${isReachable && !isPartly ? '' : 'text-bad'}`}
    >
      <Icon name={isReachable && !isPartly ? 'check' : 'warning'} /> {words}
    </span>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return children === undefined ? null : (
    <div className="min-w-0">
      <dt className="text-xs text-mute">{name}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}
