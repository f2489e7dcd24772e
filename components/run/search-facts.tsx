import type { RunSpec } from '@/lib/search';
import { runWords } from '@/lib/words';
import { Term } from '@/components/app/term';
import { describeSetting } from '@/components/strategies/looks-of';
import { StrategyTerm } from '@/components/strategies/strategy-term';
import { Said } from '@/components/ui/said';
import { useLanguage, useSay } from '@/components/ui/use-language';

/** How a run is searched: by which strategy, with which models, how hard its problem is said to be. */
export function SearchFacts({ spec }: { readonly spec: RunSpec }) {
  const say = useSay();
  const language = useLanguage();
  return (
    <>
      <span>
        <span className="font-medium text-ink">
          <StrategyTerm name={spec.strategy} />
        </span>{' '}
        {describeSetting(spec.strategy, spec.config, language)}
      </span>
      <span>
        {spec.verifier === undefined ? (
          <Term name="policy">{spec.policy.name}</Term>
        ) : (
          <Said
            text={runWords.withVerifier}
            parts={{
              policy: <Term name="policy">{spec.policy.name}</Term>,
              verifier: <Term name="verifier">{spec.verifier.name}</Term>,
            }}
          />
        )}
      </span>
      {spec.problem.level === undefined ? null : <span>{say(runWords.level, { level: spec.problem.level })}</span>}
    </>
  );
}
