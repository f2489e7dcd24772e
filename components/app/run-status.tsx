import type { RunSummary } from '@/lib/runs/wire';
import { useSay } from '@/components/ui/use-language';
import { statusWords } from './words';

/** A run's status by a shape and a word: filled and breathing while it runs, two bars when paused, a ring when over. */
export function RunStatusMark({ status }: { readonly status: RunSummary['status'] }) {
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
      className={`inline-flex items-center gap-1.5 text-sm ${status === 'failed' ? 'text-bad' : status === 'running' ? 'text-ink' : 'text-mute'}`}
    >
      <span aria-hidden="true" className={`size-2.5 ${shape}`} />
      {say(statusWords[status])}
    </span>
  );
}
