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
import { curveWords, gridFormWords, startWords, type Say } from '@/lib/words';
import { strategyNoun } from '@/components/strategies/looks-of';
import { useSay } from '@/components/ui/use-language';
import { Field } from '@/components/ui/field';
import { FormPanel } from './form-panel';
import type { NewExperiment } from './use-new-experiment';

/** Numbers that are the same for every cell, and the seeds. */
export function SamplingFields({ next: { form, change } }: { readonly next: Pick<NewExperiment, 'form' | 'change'> }) {
  const say = useSay();
  const [draft, setDraft] = useState<string | undefined>();
  const isRead = (name: SettingName) =>
    gridStrategies.some((strategy) => budgetsOf(form, strategy).length > 0 && readsSetting(strategyOf(strategy), name));
  const seeds = draft === undefined ? form.seeds : seedsOf(draft);
  return (
    <FormPanel title={say(gridFormWords.sampling)}>
      <div className="grid grid-cols-2 gap-3">
        <SettingField
          name="beamWidth"
          form={form}
          hint={say(gridFormWords.widthHint, { strategies: widthUsers(say) })}
          onChange={change}
        />
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
        <summary className="w-fit text-sm text-mute hover:text-ink">{say(gridFormWords.more)}</summary>
        <div className="mt-3 grid grid-cols-2 gap-3">
          <AggregationField
            label={say(startWords.aggregation)}
            hint={say(startWords.aggregationHint)}
            usual={say(gridFormWords.asEachVerifier)}
            value={form.aggregation}
            onChange={(aggregation) => change({ aggregation })}
          />
          <AggregationField
            label={say(startWords.selectionAggregation)}
            hint={say(startWords.selectionAggregationHint)}
            usual={say(startWords.asSearch)}
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
        label={say(gridFormWords.seeds)}
        hint={
          seeds === undefined
            ? undefined
            : seeds.length === 1
              ? say(gridFormWords.seedsHintOne)
              : say(gridFormWords.seedsHint, { seeds: seeds.length })
        }
        error={seeds === undefined ? say(gridFormWords.unreadableSeeds) : undefined}
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

function widthUsers(say: Say): string {
  return gridStrategies
    .filter((name) => strategyOf(name).settings.includes('beamWidth'))
    .map((name) => say(strategyNoun(name)))
    .join(say(curveWords.listComma));
}

/** Undefined when it is no list of seeds. */
function seedsOf(text: string): readonly number[] | undefined {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  const numbers = [...new Set(parts.map(Number))];
  return experimentSpecSchema.shape.seeds.safeParse(numbers).data;
}
