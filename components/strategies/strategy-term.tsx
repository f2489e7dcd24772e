import type { StrategyName } from '@/lib/search';
import { Explained } from '@/components/ui/explained';
import { useLanguage } from '@/components/ui/use-language';
import { strategyLooks } from './looks';
import { strategyWords } from './looks-of';

/** The title of a strategy, with what it is. */
export function StrategyTerm({ name }: { readonly name: StrategyName }) {
  const { title, means } = strategyWords(name, useLanguage());
  const { follows } = strategyLooks[name];
  return (
    <Explained means={means} follows={follows}>
      {title}
    </Explained>
  );
}
