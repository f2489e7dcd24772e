import { strategyLooks } from '@/components/strategies/looks';
import { describeSetting } from '@/components/strategies/looks-of';
import { Icon } from '@/components/ui/icon';
import type { NewRun } from './use-new-run';

/** What was put aside to run beside the form; nothing while it runs alone. */
export function Rivals({ newRun: { rivals, dropRival } }: { readonly newRun: NewRun }) {
  if (rivals.length === 0) return null;
  return (
    <ul aria-label="Races against" className="flex flex-col gap-1" data-testid="rivals">
      {rivals.map((rival, place) => {
        const title = strategyLooks[rival.strategy].title;
        return (
          // Two of them never say the same.
          <li key={JSON.stringify(rival)} className="flex items-center gap-2 text-sm">
            <Icon name="flag" size={14} />
            <span className="min-w-0 truncate">
              <span className="font-medium">{title}</span>{' '}
              <span className="text-mute">
                {describeSetting(rival.strategy, rival)}, seed {rival.seed}
                {rival.policy === undefined ? '' : `, ${rival.policy}`}
                {rival.verifier === undefined ? '' : ` with ${rival.verifier}`}
              </span>
            </span>
            <button
              type="button"
              className="button button-quiet button-square ml-auto min-h-7 w-7 text-sm"
              aria-label={`Do not race against ${title}`}
              onClick={() => dropRival(place)}
            >
              <Icon name="close" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
