import { startWords } from '@/lib/words';
import { describeSetting, strategyWords } from '@/components/strategies/looks-of';
import { Icon } from '@/components/ui/icon';
import { useLanguage, useSay } from '@/components/ui/use-language';
import type { NewRun } from './use-new-run';

/** What was put aside to run beside the form; nothing while it runs alone. */
export function Rivals({ newRun: { rivals, dropRival } }: { readonly newRun: NewRun }) {
  const say = useSay();
  const language = useLanguage();
  if (rivals.length === 0) return null;
  return (
    <ul aria-label={say(startWords.racesAgainst)} className="flex flex-col gap-1" data-testid="rivals">
      {rivals.map((rival, place) => {
        const title = strategyWords(rival.strategy, language).title;
        return (
          // Two of them never say the same.
          <li key={JSON.stringify(rival)} className="flex items-center gap-2 text-sm">
            <Icon name="flag" size={14} />
            <span className="min-w-0 truncate">
              <span className="font-medium">{title}</span>{' '}
              <span className="text-mute">
                {say(startWords.rivalSeed, {
                  setting: describeSetting(rival.strategy, rival, language),
                  seed: rival.seed,
                })}
                {rival.policy === undefined ? '' : `, ${rival.policy}`}
                {rival.verifier === undefined ? '' : say(startWords.rivalVerifier, { verifier: rival.verifier })}
              </span>
            </span>
            <button
              type="button"
              className="button button-quiet button-square ml-auto min-h-7 w-7 text-sm"
              aria-label={say(startWords.dropRival, { title })}
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
