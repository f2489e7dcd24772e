'use client';

import { readsSetting, type SettingName } from '@/lib/client';
import { selectionNames, strategyOf } from '@/lib/search';
import { AggregationField } from '@/components/app/aggregation-field';
import { selectionWords } from '@/components/app/selection-words';
import { ScheduleField } from '@/components/app/schedule-field';
import { SettingField } from '@/components/app/setting-field';
import { StopAtAnswerField } from '@/components/app/stop-at-answer-field';
import { aggregationTitles } from '@/components/app/words';
import { Field } from '@/components/ui/field';
import type { NewRun } from './use-new-run';

/** How answers are picked, and the limits: what most runs leave as it is. */
export function MoreSettings({ newRun }: { readonly newRun: NewRun }) {
  const { form, change, isScored, verifier } = newRun;
  const strategy = strategyOf(form.strategy);
  const reads = (name: SettingName) => readsSetting(strategy, name);
  const recommended = verifier?.recommendedAggregation;
  return (
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
            <AggregationField
              label="Aggregation"
              hint="step scores to one number"
              usual={
                recommended === undefined
                  ? 'As the verifier recommends'
                  : `As the verifier recommends (${aggregationTitles[recommended].toLowerCase()})`
              }
              value={form.aggregation}
              onChange={(aggregation) => change({ aggregation })}
            />
            <AggregationField
              label="Aggregation of selections"
              hint="the same for finished solutions, when they vote"
              usual="As the search"
              value={form.selectionAggregation}
              onChange={(selectionAggregation) => change({ selectionAggregation })}
            />
          </>
        ) : null}
        {reads('maxSteps') ? (
          <>
            <SettingField name="maxSteps" form={form} hint="the last one writes to the end" onChange={change} />
            <ScheduleField schedule={form.schedule} onChange={(schedule) => change({ schedule })} />
          </>
        ) : null}
        <SettingField name="maxTokens" form={form} onChange={change} />
        {reads('maxStepTokens') ? <SettingField name="maxStepTokens" form={form} onChange={change} /> : null}
        {reads('topP') ? <SettingField name="topP" form={form} onChange={change} /> : null}
        {reads('topK') ? <SettingField name="topK" form={form} hint="0: off" onChange={change} /> : null}
        <StopAtAnswerField isOn={form.stopAtAnswer} onChange={(stopAtAnswer) => change({ stopAtAnswer })} />
      </div>
    </details>
  );
}
