import { aggregationOf, selectionOf, strategyOf } from '@/lib/search';
import { selectionWords } from '@/components/app/selection-words';
import { aggregationTitles } from '@/components/app/words';
import { strategyLooks } from '@/components/strategies/looks';
import { formatCount } from '@/components/ui/numbers';
import { Facts } from './facts';
import { LogSection } from './log-section';
import { Section } from './section';
import { TotalsTable } from './totals-table';
import type { RunView } from '../playback/use-run-view';

/** What the run cost up to the cursor, what it was asked to do, and what its log tells of how it went. */
export function FactsPanel({ run }: { readonly run: RunView }) {
  const { spec } = run.view.state;
  if (spec === undefined) return null;
  const strategy = strategyOf(spec.strategy);
  const { config, policy, problem, verifier } = spec;
  return (
    <div className="flex flex-col gap-5" data-testid="facts-panel">
      <TotalsTable run={run} />
      <Section title="Search">
        <Facts
          facts={[
            ['Strategy', strategyLooks[spec.strategy].title],
            ['Budget n', config.n],
            ['Beam width M', strategy.settings.includes('beamWidth') ? config.beamWidth : undefined],
            ['Aggregation', strategy.needsVerifier ? aggregationTitles[aggregationOf(spec)] : undefined],
            ['Selection', selectionWords[selectionOf(spec, strategy.needsVerifier)].title],
            ['Temperature', strategy.temperature ?? config.temperature],
            ['top-p, top-k', `${config.topP}, ${config.topK === 0 ? 'off' : config.topK}`],
            ['Seed', spec.seed],
            ['Most rounds', strategy.settings.includes('maxSteps') ? config.maxSteps : undefined],
            ['Most tokens', `${formatCount(config.maxTokens)} a solution, ${formatCount(config.maxStepTokens)} a step`],
          ]}
        />
      </Section>
      <Section title="Models">
        <Facts
          facts={[
            ['Policy', policy.name],
            ['Model of the policy', policy.model],
            ['Verifier', verifier?.name ?? 'none asked'],
            ['Model of the verifier', verifier === undefined ? undefined : `${verifier.model} (${verifier.kind})`],
          ]}
        />
      </Section>
      <Section title="Problem">
        <Facts
          facts={[
            ['Reference answer', problem.answer ?? 'not known'],
            ['Subject', problem.subject],
            ['Level', problem.level],
            ['Name', problem.uniqueId],
          ]}
        />
      </Section>
      <LogSection run={run} />
    </div>
  );
}
