import { scheduleToText, type LogMark } from '@/lib/client';
import type { LogEntry } from '@/lib/runs/wire';
import {
  aggregationOf,
  budgetOf,
  selectionAggregationOf,
  selectionOf,
  strategyOf,
  type Failure,
  type SearchState,
} from '@/lib/search';
import { aggregationWords, factWords, selectionTitles, subjectText } from '@/lib/words';
import { choiceFields, ownSettings, settingFields } from '@/components/app/setting-fields';
import { strategyWords } from '@/components/strategies/looks-of';
import { formatCount } from '@/components/ui/numbers';
import { useLanguage, useSay } from '@/components/ui/use-language';
import { Facts } from '../facts';
import { LogSection } from './log-section';
import { RunNotes } from '../run-notes';
import { Section } from '../section';
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
  const language = useLanguage();
  const { spec } = state;
  if (spec === undefined) return null;
  const strategy = strategyOf(spec.strategy);
  const { config, policy, problem, verifier } = spec;
  return (
    <div className="flex flex-col gap-5" data-testid="facts-panel">
      <TotalsTable state={state} seconds={secondsTo(entries, cursor)} isAtEnd={cursor === entries.length} />
      <RunNotes state={state} />
      <Section title={say(factWords.search)}>
        <Facts
          facts={[
            [say(factWords.strategy), strategyWords(spec.strategy, language).title],
            [say(factWords.budget), budgetOf(spec.strategy, config)],
            [say(factWords.width), strategy.settings.includes('beamWidth') ? config.beamWidth : undefined],
            ...ownSettings.map(
              (name) =>
                [say(settingFields[name].label), strategy.settings.includes(name) ? config[name] : undefined] as const,
            ),
            ...(strategy.choices ?? []).map((name) => [say(choiceFields[name].label), config[name]] as const),
            [
              say(factWords.aggregation),
              strategy.needsVerifier ? say(aggregationWords[aggregationOf(spec)]) : undefined,
            ],
            [
              say(factWords.selectionAggregation),
              selectionAggregationOf(spec) === aggregationOf(spec)
                ? undefined
                : say(aggregationWords[selectionAggregationOf(spec)]),
            ],
            [say(factWords.selection), say(selectionTitles[selectionOf(spec)])],
            [say(factWords.temperature), strategy.temperature ?? config.temperature],
            [say(factWords.topPAndK), `${config.topP}, ${config.topK === 0 ? say(factWords.off) : config.topK}`],
            [say(factWords.seed), spec.seed],
            [say(factWords.mostRounds), strategy.settings.includes('maxSteps') ? config.maxSteps : undefined],
            [say(factWords.laterRounds), config.schedule.length === 0 ? undefined : scheduleToText(config.schedule)],
            [say(factWords.stepWithAnswer), config.stopAtAnswer ? say(factWords.endsSolution) : undefined],
            [
              say(factWords.mostTokens),
              say(factWords.mostTokensOf, {
                solution: formatCount(config.maxTokens),
                step: formatCount(config.maxStepTokens),
              }),
            ],
          ]}
        />
      </Section>
      <Section title={say(factWords.models)}>
        <Facts
          facts={[
            [say(factWords.policy), policy.name],
            [say(factWords.policyModel), policy.model],
            [say(factWords.verifier), verifier?.name ?? say(factWords.noneAsked)],
            [say(factWords.verifierModel), verifier === undefined ? undefined : `${verifier.model} (${verifier.kind})`],
          ]}
        />
      </Section>
      <Section title={say(factWords.problem)}>
        <Facts
          facts={[
            [say(factWords.reference), problem.answer ?? say(factWords.notKnown)],
            [
              say(factWords.subject),
              problem.subject === undefined ? undefined : subjectText(problem.subject)[language],
            ],
            [say(factWords.level), problem.level],
            [say(factWords.name), problem.uniqueId],
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
