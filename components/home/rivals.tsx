import { fateWords, raceWords, startWords } from '@/lib/words';
import { describeSetting } from '@/components/strategies/looks-of';
import { Icon } from '@/components/ui/icon';
import { useLanguage, useSay } from '@/components/ui/use-language';
import type { NewRun } from './use-new-run';

/** What was put aside to run beside the form; nothing while it runs alone. */
export function Rivals({ newRun: { rivals, dropRival } }: { readonly newRun: Pick<NewRun, 'rivals' | 'dropRival'> }) {
  const say = useSay();
  const language = useLanguage();
  if (rivals.length === 0) return null;
  const comma = say(fateWords.comma);
  return (
    <ul aria-label={say(startWords.racesAgainst)} className="flex flex-col gap-1" data-testid="rivals">
      {rivals.map(({ apart, ...rival }, place) => {
        const name = apart.join(comma);
        const rest = [
          describeSetting(rival.strategy, rival, language),
          say(raceWords.seed, { seed: rival.seed }),
          rival.policy,
          rival.verifier,
        ].filter((part) => part !== undefined && !apart.includes(part));
        return (
          // Two of them are never the same.
          <li key={JSON.stringify(rival)} className="flex items-center gap-2 text-sm">
            <Icon name="flag" size={14} />
            <span className="min-w-0 truncate" title={[name, ...rest].join(comma)}>
              <span className="font-medium">{name}</span> <span className="text-mute">{rest.join(comma)}</span>
            </span>
            <button
              type="button"
              className="button button-quiet button-square ml-auto min-h-7 w-7 text-sm"
              aria-label={say(startWords.dropRival, { title: name })}
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
