'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { backendsQuery, fetchBackends, queryKeys } from '@/lib/client';
import { backendWords } from '@/lib/words';
import { LoadError, Placeholder } from '@/components/app/load-state';
import { Icon } from '@/components/ui/icon';
import { useSay } from '@/components/ui/use-language';
import { AddServer } from './add-server';
import { BackendCard } from './backend-card';
import { OwnServers } from './own-servers';

/** Which policies and verifiers there are, whether they answer, and how to add one's own. */
export function BackendsPage() {
  const say = useSay();
  const query = useQuery(backendsQuery());
  const client = useQueryClient();
  const recheck = useMutation({
    mutationFn: () => fetchBackends({ recheck: true }),
    onSuccess: (backends) => client.setQueryData(queryKeys.backends, backends),
  });
  const error = recheck.error ?? query.error;
  return (
    <main id="main" className="mx-auto w-full max-w-[88rem] flex-1 px-4 py-6 sm:px-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div>
          <h1 className="text-2xl">{say(backendWords.backends)}</h1>
          <p className="mt-1 max-w-[68ch] text-mute">{say(backendWords.about)}</p>
        </div>
        <button type="button" className="button" disabled={recheck.isPending} onClick={() => recheck.mutate()}>
          <Icon name="refresh" /> {say(recheck.isPending ? backendWords.checking : backendWords.checkAgain)}
        </button>
      </div>
      <div className="mt-5 flex flex-col gap-6">
        {error === null ? null : (
          <LoadError error={error} title={say(backendWords.unread)} onRetry={() => recheck.mutate()} />
        )}
        {query.isPending && error === null ? <Placeholder rows={3} label={say(backendWords.reading)} /> : null}
        {(['policy', 'verifier'] as const).map((role) => {
          const backends = query.data?.filter((backend) => backend.role === role) ?? [];
          return backends.length === 0 ? null : (
            <section key={role} aria-labelledby={`${role}-title`}>
              <h2 id={`${role}-title`} className="mb-2 text-base">
                {say(role === 'policy' ? backendWords.policies : backendWords.verifiers)}
              </h2>
              <ul className="grid grid-cols-1 items-start gap-3 lg:grid-cols-2">
                {backends.map((backend) => (
                  <BackendCard key={backend.name} backend={backend} />
                ))}
              </ul>
            </section>
          );
        })}
        <AddServer />
        <OwnServers />
      </div>
    </main>
  );
}
