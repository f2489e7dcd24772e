import type { RunSummary } from '@/lib/runs/wire';
import { useSay } from '@/components/ui/use-language';
import { statusWords } from './words';

interface RunStatusMarkProps {
  readonly status: RunSummary['status'];
  /** In a line that may have no room for the word: then the shape stands alone, and the word is heard. */
  readonly isYielding?: boolean;
}

/** A run's status by a shape and a word: filled and breathing while it runs, two bars when paused, a ring when over. */
export function RunStatusMark({ status, isYielding = false }: RunStatusMarkProps) {
  const say = useSay();
  const shape = {
    running: 'rounded-full bg-ink breathing',
    paused: 'border-x-3 border-ink',
    finished: 'rounded-full border-2 border-mute',
    cancelled: 'rounded-[2px] border-2 border-mute',
    failed: 'rotate-45 rounded-[1px] bg-bad',
  }[status];
  return (
    <span
      data-run-status={status}
      className={`inline-flex items-center gap-1.5 text-sm ${isYielding ? 'h-[1.5em] min-w-2.5 flex-wrap overflow-hidden' : ''} ${status === 'failed' ? 'text-bad' : status === 'running' ? 'text-ink' : 'text-mute'}`}
    >
      {/* As high as the line, so that a word without room is below it. */}
      <span aria-hidden="true" className={isYielding ? 'grid h-full place-items-center' : 'contents'}>
        <span className={`size-2.5 ${shape}`} />
      </span>
      {say(statusWords[status])}
    </span>
  );
}
