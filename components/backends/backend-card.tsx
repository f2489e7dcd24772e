import type { ReactNode } from 'react';
import type { BackendStatus } from '@/lib/runs/wire';
import { aggregationTitles } from '@/components/app/words';
import { Ago } from '@/components/ui/ago';
import { Icon } from '@/components/ui/icon';
import { formatCount } from '@/components/ui/numbers';
import { capabilityWords } from './capability-words';

/** One server as configured and as found. */
export function BackendCard({ backend }: { readonly backend: BackendStatus }) {
  const { load } = backend;
  const capabilities = Object.entries(backend.capabilities);
  return (
    <li className="panel flex min-w-0 flex-col gap-3 p-4" data-testid="backend" data-backend={backend.name} data-reachable={backend.isReachable}>
      <div className="flex items-baseline justify-between gap-3">
        <div className="min-w-0">
          <h3 className="truncate text-lg">{backend.name}</h3>
          <p className="truncate text-sm text-mute">{backend.isBundled ? 'bundled, ' : ''}{backend.kind} at <span className="font-mono text-xs">{backend.url}</span></p>
        </div>
        <span className={`inline-flex shrink-0 items-center gap-1.5 text-sm font-medium ${backend.isReachable ? '' : 'text-bad'}`}>
          <Icon name={backend.isReachable ? 'check' : 'warning'} /> {backend.isReachable ? 'Answers' : 'No answer'}
        </span>
      </div>
      {backend.failure === undefined ? null : <p role="alert" className="border-l-4 border-bad pl-3 text-sm">{backend.failure.message}</p>}
      <dl className="grid grid-cols-2 gap-x-4 gap-y-2 text-sm sm:grid-cols-3">
        <Fact name="Model">{backend.model}</Fact>
        <Fact name="Version">{backend.version}</Fact>
        <Fact name="Size">{backend.parametersM === undefined ? undefined : `${backend.parametersM} M parameters`}</Fact>
        <Fact name="Context">{backend.maxModelLength === undefined ? undefined : `${formatCount(backend.maxModelLength)} tokens`}</Fact>
        <Fact name="Latency">{backend.latencyMs === undefined ? undefined : `${Math.round(backend.latencyMs)} ms, last check`}</Fact>
        <Fact name="Recommended aggregation">{backend.recommendedAggregation === undefined ? undefined : aggregationTitles[backend.recommendedAggregation]}</Fact>
        <Fact name="Requests running">{load.running === undefined ? undefined : formatCount(load.running)}</Fact>
        <Fact name="Requests waiting">{load.waiting === undefined ? undefined : formatCount(load.waiting)}</Fact>
        <Fact name="From this app">{`${formatCount(load.inFlight)} of at most ${formatCount(load.limit)} in flight`}</Fact>
        <Fact name="Cache in use">{load.cacheUse === undefined ? undefined : `${Math.round(load.cacheUse * 100)} %`}</Fact>
        <Fact name="Checked"><Ago at={backend.checkedAt} /></Fact>
      </dl>
      {capabilities.length === 0 ? null : (
        <ul aria-label="What it can do" className="flex flex-col gap-1 text-sm">
          {capabilities.map(([name, isThere]) => (
            <li key={name} className={`flex items-start gap-2 ${isThere ? '' : 'text-mute'}`}>
              <span className="mt-1"><Icon name={isThere ? 'check' : 'cross'} size={13} /></span>
              <span>{isThere ? '' : 'Not: '}{capabilityWords(name)}</span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return children === undefined ? null : (
    <div className="min-w-0">
      <dt className="text-xs text-mute">{name}</dt>
      <dd className="truncate">{children}</dd>
    </div>
  );
}
