import { Link } from '@/components/ui/link';
import { ApiError } from '@/lib/client';
import { sharedWords, startWords, toldFailure } from '@/lib/words';
import { Notice } from '@/components/ui/notice';
import { useSay, useTold } from '@/components/ui/use-language';
import { Told } from '@/components/ui/told';
import type { NewRun } from './use-new-run';

const roleWords = { policy: startWords.rolePolicy, verifier: startWords.roleVerifier } as const;

/** What stands in the way of a run: the app down, the bundled models still loading, a server that does not answer. */
export function ServerNotices({ newRun }: { readonly newRun: Pick<NewRun, 'backends'> }) {
  const say = useSay();
  const told = useTold();
  const { backends } = newRun;
  if (backends.error instanceof ApiError) {
    return (
      <div className="mt-4">
        <Notice
          tone="bad"
          title={say(backends.error.isServerDown ? sharedWords.serverDown : startWords.backendsUnreadable)}
          testId="server-down"
        >
          <Told what={backends.error} />
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
          title={say(startWords.modelsStarting)}
          testId="bundled-starting"
          actions={
            <Link href="/backends" className="button">
              {say(startWords.look)}
            </Link>
          }
        >
          {told(bundled[0]?.failure ?? { message: say(startWords.loadingTakes) })} {say(startWords.setUpMeanwhile)}
        </Notice>
      )}
      {others.map((backend) => (
        <Notice
          key={`${backend.role} ${backend.name}`}
          tone="bad"
          title={say(startWords.doesNotAnswer, { role: say(roleWords[backend.role]), name: backend.name })}
          actions={
            <Link href="/backends" className="button">
              {say(startWords.look)}
            </Link>
          }
        >
          {told(
            backend.failure === undefined
              ? { message: say(startWords.nothingAnswers, { url: backend.url ?? backend.name }) }
              : toldFailure(backend.failure),
          )}
        </Notice>
      ))}
    </div>
  );
}
