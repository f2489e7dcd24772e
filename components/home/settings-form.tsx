'use client';

import { aggregationNames, selectionNames, strategyOf, type Setting } from '@/lib/search';
import type { BackendStatus } from '@/lib/backends/status';
import { selectionWords } from '@/components/app/selection-words';
import { aggregationTitles } from '@/components/app/words';
import { strategyLooks } from '@/components/strategies/looks';
import { numbersOf } from '@/components/strategies/looks-of';
import { Field } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { NumberField } from '@/components/ui/number-field';
import { formatParameters } from '@/components/ui/numbers';
import type { NewRun } from './use-new-run';

/** The numbers and models of a run; what the chosen strategy does not use is not shown. */
export function SettingsForm({ newRun }: { readonly newRun: NewRun }) {
  const { form, change, isScored } = newRun;
  const { isStepwise, settings } = strategyOf(form.strategy);
  const reads = (setting: Setting) => settings.includes(setting);
  return (
    <div className="flex flex-col gap-3">
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {reads('n') ? (
          <NumberField
            label="Budget n"
            value={form.n}
            min={1}
            max={1024}
            hint={isStepwise ? 'proposals a round' : 'solutions'}
            onChange={(n) => change({ n })}
          />
        ) : null}
        {reads('beamWidth') ? (
          <NumberField
            label="Width M"
            value={form.beamWidth}
            min={1}
            max={64}
            hint={strategyLooks[form.strategy].width?.(numbersOf(form))}
            onChange={(beamWidth) => change({ beamWidth })}
          />
        ) : null}
        {reads('temperature') ? (
          <NumberField
            label="Temperature"
            value={form.temperature}
            min={0}
            max={2}
            step={0.1}
            hint="higher is more varied"
            onChange={(temperature) => change({ temperature })}
          />
        ) : null}
        <div className="flex items-start gap-1">
          <NumberField
            label="Seed"
            value={form.seed}
            min={0}
            max={0x7fff_ffff}
            hint="same seed, same run"
            onChange={(seed) => change({ seed })}
          />
          <button
            type="button"
            className="button button-quiet button-square mt-[1.55rem]"
            aria-label="Draw another seed"
            title="Draw another seed"
            onClick={() => change({ seed: Math.floor(Math.random() * 100_000) })}
          >
            <Icon name="dice" />
          </button>
        </div>
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <BackendField
          label="Policy"
          backends={newRun.policies}
          selected={newRun.policy}
          onChange={(policy) => change({ policy })}
        />
        {isScored ? (
          <BackendField
            label="Verifier"
            backends={newRun.verifiers}
            selected={newRun.verifier}
            onChange={(verifier) => change({ verifier })}
          />
        ) : (
          <p className="self-end pb-1 text-xs text-mute">This strategy needs no verifier.</p>
        )}
      </div>
      <details className="group">
        <summary className="w-fit text-sm text-mute hover:text-ink">Selection, aggregation and limits</summary>
        <div className="mt-3 grid gap-3 sm:grid-cols-2">
          {isScored ? (
            <>
              <Field
                label="Selection"
                hint={
                  form.selection === undefined ? 'how the run’s answer is picked' : selectionWords[form.selection].does
                }
              >
                {(props) => (
                  <select
                    {...props}
                    className="field"
                    value={form.selection ?? ''}
                    onChange={(event) =>
                      change({ selection: selectionNames.find((name) => name === event.target.value) })
                    }
                  >
                    <option value="">As the strategy recommends</option>
                    {selectionNames.map((name) => (
                      <option key={name} value={name}>
                        {selectionWords[name].title}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
              <Field label="Aggregation" hint="step scores to one number">
                {(props) => (
                  <select
                    {...props}
                    className="field"
                    value={form.aggregation ?? ''}
                    onChange={(event) =>
                      change({ aggregation: aggregationNames.find((name) => name === event.target.value) })
                    }
                  >
                    <option value="">
                      {newRun.verifier?.recommendedAggregation === undefined
                        ? 'As the verifier recommends'
                        : `As the verifier recommends (${aggregationTitles[newRun.verifier.recommendedAggregation].toLowerCase()})`}
                    </option>
                    {aggregationNames.map((name) => (
                      <option key={name} value={name}>
                        {aggregationTitles[name]}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
            </>
          ) : null}
          {reads('maxSteps') ? (
            <NumberField
              label="Rounds at most"
              value={form.maxSteps}
              min={1}
              max={200}
              hint="the last one writes to the end"
              onChange={(maxSteps) => change({ maxSteps })}
            />
          ) : null}
          <NumberField
            label="Tokens a solution at most"
            value={form.maxTokens}
            min={1}
            max={32_768}
            onChange={(maxTokens) => change({ maxTokens })}
          />
          {reads('maxStepTokens') ? (
            <NumberField
              label="Tokens a step at most"
              value={form.maxStepTokens}
              min={1}
              max={32_768}
              onChange={(maxStepTokens) => change({ maxStepTokens })}
            />
          ) : null}
          {reads('topP') ? (
            <NumberField
              label="Top-p"
              value={form.topP}
              min={0.01}
              max={1}
              step={0.05}
              onChange={(topP) => change({ topP })}
            />
          ) : null}
          {reads('topK') ? (
            <NumberField
              label="Top-k"
              value={form.topK}
              min={0}
              max={1000}
              hint="0: off"
              onChange={(topK) => change({ topK })}
            />
          ) : null}
        </div>
      </details>
    </div>
  );
}

interface BackendFieldProps {
  readonly label: string;
  readonly backends: readonly BackendStatus[];
  readonly selected: BackendStatus | undefined;
  readonly onChange: (name: string) => void;
}

function BackendField({ label, backends, selected, onChange }: BackendFieldProps) {
  const hint =
    selected === undefined
      ? backends.length === 0
        ? 'none configured'
        : 'choose one'
      : [
          selected.isBundled ? 'bundled' : undefined,
          selected.isReachable ? (selected.model ?? selected.kind) : 'not reachable',
          selected.parametersM === undefined ? undefined : `${formatParameters(selected.parametersM)} parameters`,
        ]
          .filter(Boolean)
          .join(' · ');
  return (
    <Field label={label} hint={hint}>
      {(props) => (
        <select
          {...props}
          className="field"
          value={selected?.name ?? ''}
          disabled={backends.length === 0}
          onChange={(event) => onChange(event.target.value)}
        >
          {selected === undefined ? (
            <option value="">{backends.length === 0 ? '…' : 'Not configured here'}</option>
          ) : null}
          {backends.map((backend) => (
            <option key={backend.name} value={backend.name}>
              {backend.name}
              {backend.isReachable ? '' : ' (not reachable)'}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
