import { startWords } from '@/lib/words';
import { BreakpointFields } from '@/components/app/breakpoint-fields';
import { useSay } from '@/components/ui/use-language';
import type { NewRun } from './use-new-run';

/** Where the run is to pause by itself: folded away, for most runs go through. */
export function PauseSettings({
  newRun: { breakpoints, change, problem },
}: {
  readonly newRun: Pick<NewRun, 'breakpoints' | 'change' | 'problem'>;
}) {
  const say = useSay();
  return (
    <details className="group">
      <summary className="w-fit text-sm text-mute hover:text-ink">{say(startWords.pauseWhen)}</summary>
      <div className="mt-3">
        <BreakpointFields
          breakpoints={breakpoints}
          onChange={(next) => change({ breakpoints: next })}
          hasReference={problem?.answer !== undefined}
        />
      </div>
    </details>
  );
}
