import type { SearchState } from '@/lib/search';
import { strategyLooks } from '@/components/strategies/looks';
import { describeSetting } from '@/components/strategies/looks-of';
import { Facts } from './facts';
import { amountWords, measureTitle } from './measures';
import { Section } from './section';

/** What a search found out before it went on, and what it went on with; nothing where no decision opened a search. */
export function ChoiceSection({ state: { groups, opened } }: { readonly state: SearchState }) {
  if (opened.length === 0) return null;
  const decided = groups.flatMap(({ rounds }) => rounds).find(({ measures }) => Object.keys(measures).length > 0);
  return (
    <Section title="What it chose, and by which numbers">
      <div className="flex flex-col gap-2" data-testid="choice">
        {opened.map(({ strategy, config }, i) => (
          // They are opened one after the other, and stay.
          <p key={i} className="text-sm">
            It went on with <b className="font-semibold">{strategyLooks[strategy].title}</b>,{' '}
            {describeSetting(strategy, config)}.
          </p>
        ))}
        <Facts
          facts={Object.entries(decided?.measures ?? {}).map(
            ([name, value]) => [measureTitle(name), amountWords(value)] as const,
          )}
        />
      </div>
    </Section>
  );
}
