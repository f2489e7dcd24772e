import { strategyOf, type SearchState } from '@/lib/search';
import { strategyLooks } from '@/components/strategies/looks';
import { describeSetting } from '@/components/strategies/looks-of';
import { Facts } from './facts';
import { amountWords, measureTitle } from './measures';
import { Section } from './section';

/** What a search found out before it went on, and what it went on with; nothing where a strategy chooses nothing, or has not yet. */
export function ChoiceSection({ state: { spec, groups, opened } }: { readonly state: SearchState }) {
  if (spec === undefined || strategyOf(spec.strategy).readsMap !== true) return null;
  const decided = groups.flatMap(({ rounds }) => rounds).find(({ isDecided }) => isDecided);
  if (decided === undefined) return null;
  const [method] = opened;
  return (
    <Section title="What it chose, and by which numbers">
      <div className="flex flex-col gap-2" data-testid="choice">
        <p className="text-sm">
          {method === undefined ? (
            'What it wrote first was enough: nothing more was begun.'
          ) : (
            <>
              It went on with <b className="font-semibold">{strategyLooks[method.strategy].title}</b>,{' '}
              {describeSetting(method.strategy, method.config)}.
            </>
          )}
        </p>
        <Facts
          facts={Object.entries(decided.measures).map(
            ([name, value]) => [measureTitle(name), amountWords(value)] as const,
          )}
        />
      </div>
    </Section>
  );
}
