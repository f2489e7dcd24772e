'use client';

import { useState } from 'react';
import { budgetsOf, gridStrategies, readsSetting, type SettingName } from '@/lib/client';
import { experimentSpecSchema } from '@/lib/experiments/model';
import { strategyOf } from '@/lib/search';
import { AggregationField } from '@/components/app/aggregation-field';
import { ChoiceField } from '@/components/app/choice-field';
import { ScheduleField } from '@/components/app/schedule-field';
import { SettingField } from '@/components/app/setting-field';
import { StopAtAnswerField } from '@/components/app/stop-at-answer-field';
import { choices, ownSettings } from '@/components/app/setting-fields';
import { strategyLooks } from '@/components/strategies/looks';
import { Field } from '@/components/ui/field';
import { plural } from '@/components/ui/numbers';
import { FormPanel } from './form-panel';
import type { NewExperiment } from './use-new-experiment';

/** Numbers that are the same for every cell, and the seeds. */
export function SamplingFields({ next: { form, change } }: { readonly next: NewExperiment }) {
  const [draft, setDraft] = useState<string | undefined>();
  const isRead = (name: SettingName) =>
    gridStrategies.some((strategy) => budgetsOf(form, strategy).length > 0 && readsSetting(strategyOf(strategy), name));
  const seeds = draft === undefined ? form.seeds : seedsOf(draft);
  return (
    <FormPanel title="Sampling and seeds">
      <div className="grid grid-cols-2 gap-3">
        <SettingField name="beamWidth" form={form} hint={`children a prefix: ${widthUsers()}`} onChange={change} />
        <SettingField name="temperature" form={form} onChange={change} />
        <SettingField name="maxSteps" form={form} onChange={change} />
        <SettingField name="maxTokens" form={form} onChange={change} />
        {ownSettings.filter(isRead).map((name) => (
          <SettingField key={name} name={name} form={form} onChange={change} />
        ))}
        {choices.filter(isRead).map((name) => (
          <ChoiceField key={name} name={name} form={form} onChange={change} />
        ))}
      </div>
      <details className="group">
        <summary className="w-fit text-sm text-mute hover:text-ink">Aggregation and later rounds</summary>
        <div className="mt-3 grid grid-cols-2 gap-3">
          <AggregationField
            label="Aggregation"
            hint="step scores to one number"
            usual="As each verifier recommends"
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
          {isRead('maxSteps') ? (
            <ScheduleField schedule={form.schedule} onChange={(schedule) => change({ schedule })} />
          ) : null}
          <StopAtAnswerField isOn={form.stopAtAnswer} onChange={(stopAtAnswer) => change({ stopAtAnswer })} />
        </div>
      </details>
      <Field
        label="Seeds"
        hint={
          seeds === undefined
            ? undefined
            : `their numbers; ${plural(seeds.length, 'seed')}: every problem is searched ${seeds.length === 1 ? 'once' : `${seeds.length} times`} a cell`
        }
        error={seeds === undefined ? 'Whole numbers from 0 on, with commas between them, at most 32.' : undefined}
      >
        {(props) => (
          <input
            {...props}
            className="field"
            inputMode="numeric"
            value={draft ?? form.seeds.join(', ')}
            onChange={(event) => {
              setDraft(event.target.value);
              const read = seedsOf(event.target.value);
              if (read !== undefined) change({ seeds: read });
            }}
            onBlur={() => {
              if (seeds !== undefined) setDraft(undefined);
            }}
          />
        )}
      </Field>
    </FormPanel>
  );
}

function widthUsers(): string {
  return gridStrategies
    .filter((name) => strategyOf(name).settings.includes('beamWidth'))
    .map((name) => strategyLooks[name].noun)
    .join(', ');
}

/** Undefined when it is no list of seeds. */
function seedsOf(text: string): readonly number[] | undefined {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  const numbers = [...new Set(parts.map(Number))];
  return experimentSpecSchema.shape.seeds.safeParse(numbers).data;
}
