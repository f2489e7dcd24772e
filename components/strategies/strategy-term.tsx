import type { StrategyName } from '@/lib/search';
import { Explained } from '@/components/ui/explained';
import { strategyLooks } from './looks';

/** The title of a strategy, with what it is. */
export function StrategyTerm({ name }: { readonly name: StrategyName }) {
  const { title, means, follows } = strategyLooks[name];
  return (
    <Explained means={means} follows={follows}>
      {title}
    </Explained>
  );
}
