import { BreakpointFields } from '@/components/app/breakpoint-fields';
import type { NewRun } from './use-new-run';

/** Where the run is to pause by itself: folded away, for most runs go through. */
export function PauseSettings({ newRun: { breakpoints, change, problem } }: { readonly newRun: NewRun }) {
  return (
    <details className="group">
      <summary className="w-fit text-sm text-mute hover:text-ink">Pause before a decision when …</summary>
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
