import { Link } from '@/components/ui/link';
import { RefusedStartError } from '@/lib/client';
import { startWords } from '@/lib/words';
import { Notice } from '@/components/ui/notice';
import { useSay } from '@/components/ui/use-language';
import { Told } from '@/components/ui/told';

interface StartRefusalProps {
  readonly error: Error;
  /** What the runs are called that were to start. */
  readonly names: readonly string[];
}

/** Why nothing was started; of several runs, which of them was refused. */
export function StartRefusal({ error, names }: StartRefusalProps) {
  const say = useSay();
  const refused = error instanceof RefusedStartError && names.length > 1 ? error : undefined;
  const name = names[refused?.place ?? 0] ?? '';
  return (
    <Notice
      tone="bad"
      title={refused === undefined ? say(startWords.couldNotStart) : say(startWords.laneRefused, { name })}
      testId="start-error"
    >
      <Told what={error} /> {refused === undefined || refused.left.length > 0 ? null : say(startWords.noneStarted)}
      {refused?.left.map((id) => (
        <Link key={id} className="link block" href={`/runs/${id}`}>
          {say(startWords.stillThere)}
        </Link>
      ))}
    </Notice>
  );
}
