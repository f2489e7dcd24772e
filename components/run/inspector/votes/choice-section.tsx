import { strategyOf, type SearchState } from '@/lib/search';
import { factWords } from '@/lib/words';
import { describeSetting, strategyWords } from '@/components/strategies/looks-of';
import { Said } from '@/components/ui/said';
import { useLanguage, useSay } from '@/components/ui/use-language';
import { Facts } from '../facts';
import { amountWords, measureTitle } from '../measures';
import { Section } from '../section';

/** What a search found out before it went on, and what it went on with; nothing where a strategy chooses nothing, or has not yet. */
export function ChoiceSection({ state: { spec, groups, opened } }: { readonly state: SearchState }) {
  const say = useSay();
  const language = useLanguage();
  if (spec === undefined || strategyOf(spec.strategy).readsMap !== true) return null;
  const decided = groups.flatMap(({ rounds }) => rounds).find(({ isDecided }) => isDecided);
  if (decided === undefined) return null;
  // What a person opened was not chosen.
  const method = opened.find(({ from }) => from === undefined);
  return (
    <Section title={say(factWords.chose)}>
      <div className="flex flex-col gap-2" data-testid="choice">
        <p className="text-sm">
          {method === undefined ? (
            say(factWords.wasEnough)
          ) : (
            <Said
              text={factWords.wentOn}
              parts={{
                strategy: <b className="font-semibold">{strategyWords(method.strategy, language).title}</b>,
                setting: describeSetting(method.strategy, method.config, language),
              }}
            />
          )}
        </p>
        <Facts
          facts={Object.entries(decided.measures).map(
            ([name, value]) => [measureTitle(name, say), amountWords(value)] as const,
          )}
        />
      </div>
    </Section>
  );
}
