import { scheduleToText, type LogMark } from '@/lib/client';
import type { LogEntry } from '@/lib/runs/wire';
import {
  aggregationOf,
  selectionAggregationOf,
  selectionOf,
  strategyOf,
  type Failure,
  type SearchState,
} from '@/lib/search';
import { selectionWords } from '@/components/app/selection-words';
import { choiceFields, ownSettings, settingFields } from '@/components/app/setting-fields';
import { aggregationTitles } from '@/components/app/words';
import { strategyLooks } from '@/components/strategies/looks';
import { formatCount } from '@/components/ui/numbers';
import { useSay } from '@/components/ui/use-language';
import { Facts } from './facts';
import { LogSection } from './log-section';
import { RunNotes } from './run-notes';
import { Section } from './section';
import { TotalsTable } from './totals-table';

interface FactsPanelProps {
  /** At the cursor. */
  readonly state: SearchState;
  readonly entries: readonly LogEntry[];
  readonly cursor: number;
  readonly marks: readonly LogMark[];
  /** What ended the run, where a failure did. */
  readonly failure: Failure | undefined;
}

/** What the run cost up to the cursor, what it was asked to do, and what its log tells of how it went. */
export function FactsPanel({ state, entries, cursor, marks, failure }: FactsPanelProps) {
  const say = useSay();
  const { spec } = state;
  if (spec === undefined) return null;
  const strategy = strategyOf(spec.strategy);
  const { config, policy, problem, verifier } = spec;
  return (
    <div className="flex flex-col gap-5" data-testid="facts-panel">
      <TotalsTable state={state} seconds={secondsTo(entries, cursor)} isAtEnd={cursor === entries.length} />
      <RunNotes state={state} />
      <Section title="Search">
        <Facts
          facts={[
            ['Strategy', strategyLooks[spec.strategy].title],
            ['Budget n', config.n],
            ['Beam width M', strategy.settings.includes('beamWidth') ? config.beamWidth : undefined],
            ...ownSettings.map(
              (name) =>
                [say(settingFields[name].label), strategy.settings.includes(name) ? config[name] : undefined] as const,
            ),
            ...(strategy.choices ?? []).map((name) => [say(choiceFields[name].label), config[name]] as const),
            ['Aggregation', strategy.needsVerifier ? aggregationTitles[aggregationOf(spec)] : undefined],
            [
              'Aggregation of selections',
              selectionAggregationOf(spec) === aggregationOf(spec)
                ? undefined
                : aggregationTitles[selectionAggregationOf(spec)],
            ],
            ['Selection', selectionWords[selectionOf(spec)].title],
            ['Temperature', strategy.temperature ?? config.temperature],
            ['top-p, top-k', `${config.topP}, ${config.topK === 0 ? 'off' : config.topK}`],
            ['Seed', spec.seed],
            ['Most rounds', strategy.settings.includes('maxSteps') ? config.maxSteps : undefined],
            ['Later rounds', config.schedule.length === 0 ? undefined : scheduleToText(config.schedule)],
            ['A step with an answer', config.stopAtAnswer ? 'ends its solution' : undefined],
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
      <LogSection entries={entries} marks={marks} failure={failure} />
    </div>
  );
}

function secondsTo(entries: readonly LogEntry[], cursor: number): number {
  const first = entries[0];
  const last = entries[Math.max(0, cursor - 1)];
  return first === undefined || last === undefined ? 0 : (last.at - first.at) / 1000;
}
