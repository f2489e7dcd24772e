import type { BackendStatus } from '@/lib/backends/status';
import { backendWords } from '@/lib/words';
import { Icon } from '@/components/ui/icon';
import { useSay } from '@/components/ui/use-language';
import { capabilityWords } from './capability-words';

/** What the probe found that a server can do, and what will be slower or missing. */
export function BackendCapabilities({ backend }: { readonly backend: BackendStatus }) {
  const say = useSay();
  if (!backend.isReachable) return null;
  // Whether it tells its load is seen at once; the rest is asked for.
  if (Object.keys(backend.capabilities).every((name) => name === 'metrics'))
    return <p className="text-sm text-mute breathing">{say(backendWords.findingOut)}</p>;
  const { can, cannot } = capabilityWords(backend, say);
  return (
    <div className="flex flex-col gap-3 border-t border-line pt-3 text-sm">
      {can.length === 0 ? null : (
        <ul aria-label={say(backendWords.whatItCan)} className="flex flex-wrap gap-x-4 gap-y-1 text-mute">
          {can.map((each) => (
            <li key={each} className="flex items-start gap-1.5">
              <span className="mt-1">
                <Icon name="check" size={12} />
              </span>
              {each}
            </li>
          ))}
        </ul>
      )}
      {cannot.length === 0 ? null : (
        <div>
          <h4 className="text-xs text-mute">{say(backendWords.slowerOrMissing)}</h4>
          <ul className="mt-1 flex flex-col gap-1">
            {cannot.map((each) => (
              <li key={each} className="flex items-start gap-1.5">
                <span className="mt-1 text-mute">
                  <Icon name="minus" size={12} />
                </span>
                {each}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
