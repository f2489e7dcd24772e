'use client';

import { readsSetting, type SettingName } from '@/lib/client';
import { aggregationNames, selectionNames, strategyOf } from '@/lib/search';
import type { BackendStatus } from '@/lib/backends/status';
import { selectionWords } from '@/components/app/selection-words';
import { ChoiceField } from '@/components/app/choice-field';
import { SettingField } from '@/components/app/setting-field';
import { choices, ownSettings } from '@/components/app/setting-fields';
import { aggregationTitles } from '@/components/app/words';
import { strategyLooks } from '@/components/strategies/looks';
import { numbersOf } from '@/components/strategies/looks-of';
import { Field } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { formatParameters } from '@/components/ui/numbers';
import type { NewRun } from './use-new-run';

/** The numbers and models of a run; what the chosen strategy does not use is not shown. */
export function SettingsForm({ newRun }: { readonly newRun: NewRun }) {
  const { form, change, isScored } = newRun;
  const strategy = strategyOf(form.strategy);
  const { isStepwise } = strategy;
  const reads = (name: SettingName) => readsSetting(strategy, name);
  return (
    <div className="flex flex-col gap-3">
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {reads('n') ? (
          <SettingField name="n" form={form} hint={isStepwise ? 'proposals a round' : 'solutions'} onChange={change} />
        ) : null}
        {reads('beamWidth') ? (
          <SettingField
            name="beamWidth"
            form={form}
            hint={strategyLooks[form.strategy].width?.(numbersOf(form))}
            onChange={change}
          />
        ) : null}
        {reads('temperature') ? (
          <SettingField name="temperature" form={form} hint="higher is more varied" onChange={change} />
        ) : null}
        {ownSettings.filter(reads).map((name) => (
          <SettingField key={name} name={name} form={form} onChange={change} />
        ))}
        {choices.filter(reads).map((name) => (
          <ChoiceField key={name} name={name} form={form} onChange={change} />
        ))}
        <div className="flex items-start gap-1">
          <SettingField name="seed" form={form} hint="same seed, same run" onChange={change} />
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
            <SettingField name="maxSteps" form={form} hint="the last one writes to the end" onChange={change} />
          ) : null}
          <SettingField name="maxTokens" form={form} onChange={change} />
          {reads('maxStepTokens') ? <SettingField name="maxStepTokens" form={form} onChange={change} /> : null}
          {reads('topP') ? <SettingField name="topP" form={form} onChange={change} /> : null}
          {reads('topK') ? <SettingField name="topK" form={form} hint="0: off" onChange={change} /> : null}
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
