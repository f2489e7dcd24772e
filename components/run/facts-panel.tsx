import type { ServerTotals } from '@/lib/search';
import { aggregationOf, selectionOf, strategyOf } from '@/lib/search';
import { aggregationTitles, selectionTitles, strategyTitles } from '@/components/app/words';
import { formatCount, formatSeconds, plural } from '@/components/ui/numbers';
import { Fact, Facts, Section } from './panel-parts';
import type { RunView } from './use-run-view';

/** What the run cost up to the cursor, and what it was asked to do. */
export function FactsPanel({ run }: { readonly run: RunView }) {
  const { state } = run.view;
  const { spec, totals } = state;
  if (spec === undefined) return null;
  const strategy = strategyOf(spec.strategy);
  const { config } = spec;
  const first = run.replay.entries[0];
  const last = run.replay.entries[Math.max(0, run.cursor - 1)];
  const seconds = first === undefined || last === undefined ? 0 : (last.at - first.at) / 1000;
  return (
    <div className="flex flex-col gap-5" data-testid="facts-panel">
      <Section title={run.isAtEnd ? 'Totals' : 'Totals up to this point'}>
        <table className="w-full text-sm tabular-nums">
          <thead><tr className="text-left text-xs text-mute"><th className="py-1 font-normal">Tokens and calls</th><th className="py-1 text-right font-normal">policy</th><th className="py-1 text-right font-normal">verifier</th></tr></thead>
          <tbody>
            {rows.map(([name, value]) => (
              <tr key={name} className="border-t border-line">
                <th scope="row" className="py-1 text-left font-normal">{name}</th>
                <td className="py-1 text-right">{formatCount(value(totals.policy))}</td>
                <td className="py-1 text-right">{strategy.needsVerifier ? formatCount(value(totals.verifier)) : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="mt-2 text-sm text-mute">{formatSeconds(seconds)} from the first entry to this one, {plural(Math.max(0, state.nodes.size - 1), 'step')} written, {plural(state.groups.length, 'group')}.</p>
      </Section>
      <Section title="Search">
        <Facts>
          <Fact name="Strategy">{strategyTitles[spec.strategy]}</Fact>
          <Fact name="Budget n">{config.n}</Fact>
          <Fact name="Beam width M">{strategy.isStepwise ? config.beamWidth : undefined}</Fact>
          <Fact name="Aggregation">{strategy.needsVerifier ? aggregationTitles[aggregationOf(spec)] : undefined}</Fact>
          <Fact name="Selection">{selectionTitles[selectionOf(spec, strategy.needsVerifier)]}</Fact>
          <Fact name="Temperature">{strategy.temperature ?? config.temperature}</Fact>
          <Fact name="top-p, top-k">{config.topP}, {config.topK === 0 ? 'off' : config.topK}</Fact>
          <Fact name="Seed">{spec.seed}</Fact>
          <Fact name="Most rounds">{strategy.isStepwise ? config.maxSteps : undefined}</Fact>
          <Fact name="Most tokens">{formatCount(config.maxTokens)} a solution, {formatCount(config.maxStepTokens)} a step</Fact>
        </Facts>
      </Section>
      <Section title="Models">
        <Facts>
          <Fact name="Policy">{spec.policy.name}</Fact>
          <Fact name="served as">{spec.policy.model}</Fact>
          <Fact name="Verifier">{spec.verifier?.name}</Fact>
          <Fact name="served as">{spec.verifier === undefined ? undefined : `${spec.verifier.model} (${spec.verifier.kind})`}</Fact>
        </Facts>
      </Section>
      <Section title="Problem">
        <Facts>
          <Fact name="Reference answer">{spec.problem.answer ?? 'not known'}</Fact>
          <Fact name="Subject">{spec.problem.subject}</Fact>
          <Fact name="Level">{spec.problem.level}</Fact>
          <Fact name="Name">{spec.problem.uniqueId}</Fact>
        </Facts>
      </Section>
    </div>
  );
}

const rows: readonly (readonly [string, (totals: ServerTotals) => number])[] = [
  ['Generated tokens', (totals) => totals.completionTokens],
  ['Prompt tokens', (totals) => totals.promptTokens],
  ['of those cached', (totals) => totals.cachedTokens],
  ['Calls', (totals) => totals.calls],
  ['Failed calls', (totals) => totals.failedCalls],
];
