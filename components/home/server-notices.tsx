import Link from 'next/link';
import { ApiError } from '@/lib/client';
import { Notice } from '@/components/ui/notice';
import type { NewRun } from './use-new-run';

/** What stands in the way of a run: the app down, the bundled models still loading, a server that does not answer. */
export function ServerNotices({ newRun }: { readonly newRun: NewRun }) {
  const { backends } = newRun;
  if (backends.error instanceof ApiError) {
    return (
      <div className="mt-4">
        <Notice
          tone="bad"
          title={backends.error.isServerDown ? 'The server is down' : 'The backends could not be read'}
          testId="server-down"
        >
          {backends.error.message}
        </Notice>
      </div>
    );
  }
  const down = backends.data?.filter((backend) => !backend.isReachable) ?? [];
  if (down.length === 0) return null;
  const bundled = down.filter((backend) => backend.isBundled);
  const others = down.filter((backend) => !backend.isBundled);
  return (
    <div className="mt-4 flex flex-col gap-2">
      {bundled.length === 0 ? null : (
        <Notice
          tone="busy"
          title="The bundled models are starting"
          testId="bundled-starting"
          actions={
            <Link href="/backends" className="button">
              Look
            </Link>
          }
        >
          {bundled[0]?.failure?.message ?? 'Loading takes a few seconds.'} You can set everything up meanwhile.
        </Notice>
      )}
      {others.map((backend) => (
        <Notice
          key={`${backend.role} ${backend.name}`}
          tone="bad"
          title={`The ${backend.role} ${backend.name} does not answer`}
          actions={
            <Link href="/backends" className="button">
              Look
            </Link>
          }
        >
          {backend.failure?.message ?? `Nothing answers at ${backend.url}.`}
        </Notice>
      ))}
    </div>
  );
}
