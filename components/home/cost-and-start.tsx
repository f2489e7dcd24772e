import { startWords } from '@/lib/words';
import { Icon } from '@/components/ui/icon';
import { formatCount } from '@/components/ui/numbers';
import { Said } from '@/components/ui/said';
import { useSay } from '@/components/ui/use-language';
import { Rivals } from './rivals';
import { StartRefusal } from './start-refusal';
import type { NewRun } from './use-new-run';

/** What the run would cost, marked as the estimate it is, and the button that starts it: in view on every screen. */
export function CostAndStart({
  newRun,
}: {
  readonly newRun: Pick<NewRun, 'estimate' | 'start' | 'blocked' | 'rivals' | 'putAside' | 'dropRival'>;
}) {
  const say = useSay();
  const { estimate, start, blocked, rivals } = newRun;
  const lanes = rivals.length + 1;
  const runs = formatCount(estimate.basis);
  const isIdle = blocked !== undefined || start.isPending;
  const likely = (tokens: number) => <span className="text-ink">{formatCount(tokens)}</span>;
  return (
    <div className="panel sticky bottom-2 z-10 after:absolute after:inset-x-0 after:top-full after:h-2 after:bg-bg mt-4 flex flex-col gap-3 px-4 py-3 shadow-lg low:py-2">
      {start.error === null ? null : <StartRefusal error={start.error} names={start.variables?.names ?? []} />}
      <Rivals newRun={newRun} />
      <div className="flex items-center justify-between gap-4">
        <p className="text-sm" data-testid="cost">
          {estimate.proposals}
          {lanes === 1 ? '' : say(startWords.costNote)}
          <span className="block text-xs text-mute">
            {estimate.tokens === undefined ? (
              say(startWords.atMostTokens, { tokens: formatCount(estimate.limit) })
            ) : estimate.shownTokens === undefined ? (
              <Said text={startWords.aboutTokens} parts={{ tokens: likely(estimate.tokens), runs }} />
            ) : (
              <Said
                text={startWords.aboutTokensShown}
                parts={{ tokens: likely(estimate.tokens), shown: formatCount(estimate.shownTokens), runs }}
              />
            )}
          </span>
        </p>
        <div className="flex items-center gap-2">
          <button
            type="button"
            className="button min-h-11"
            title={say(startWords.raceHint)}
            disabled={newRun.putAside === undefined}
            onClick={newRun.putAside}
          >
            <Icon name="flag" /> <span className="max-sm:sr-only">{say(startWords.against)}</span>
          </button>
          {/* Focusable while it can do nothing: keys come to it before the servers have answered, and it says why. */}
          <button
            id="start-run"
            type="submit"
            className="button button-primary min-h-11 px-6 text-base"
            aria-disabled={isIdle || undefined}
            aria-describedby={blocked === undefined ? undefined : 'why-blocked'}
          >
            <Icon name="play" />{' '}
            {start.isPending
              ? say(startWords.starting)
              : lanes === 1
                ? say(startWords.run)
                : say(startWords.race, { lanes })}
          </button>
        </div>
      </div>
      {blocked === undefined ? null : (
        <p id="why-blocked" className="text-right text-xs text-mute">
          {blocked}
        </p>
      )}
    </div>
  );
}
