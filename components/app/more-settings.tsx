'use client';

import { readsSetting, type SettingName } from '@/lib/client';
import { selectionNames, strategyOf, type AggregationName, type SearchConfig, type StrategyName } from '@/lib/search';
import { aggregationWords, selectionDoes, selectionTitles, startWords } from '@/lib/words';
import { AggregationField } from './aggregation-field';
import { ScheduleField } from './schedule-field';
import { SettingField } from './setting-field';
import { StopAtAnswerField } from './stop-at-answer-field';
import { useSay } from '@/components/ui/use-language';
import { Field } from '@/components/ui/field';

type MoreForm = Pick<
  SearchConfig,
  | 'selection'
  | 'aggregation'
  | 'selectionAggregation'
  | 'maxSteps'
  | 'schedule'
  | 'maxTokens'
  | 'maxStepTokens'
  | 'topP'
  | 'topK'
  | 'stopAtAnswer'
>;

interface MoreSettingsProps {
  readonly strategy: StrategyName;
  readonly form: MoreForm;
  /** How the verifier would have its scores aggregated; undefined: that is not known. */
  readonly recommended: AggregationName | undefined;
  readonly onChange: (change: Partial<MoreForm>) => void;
}

/** How answers are picked, and the limits: what most runs leave as it is. */
export function MoreSettings({ strategy, form, recommended, onChange: change }: MoreSettingsProps) {
  const say = useSay();
  const facts = strategyOf(strategy);
  const reads = (name: SettingName) => readsSetting(facts, name);
  return (
    <details className="group">
      <summary className="w-fit text-sm text-mute hover:text-ink">{say(startWords.moreSettings)}</summary>
      <div className="mt-3 grid gap-3 sm:grid-cols-2">
        {facts.needsVerifier ? (
          <>
            <Field
              label={say(startWords.selection)}
              hint={say(form.selection === undefined ? startWords.selectionHint : selectionDoes[form.selection])}
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
                  <option value="">{say(startWords.asStrategy)}</option>
                  {selectionNames.map((name) => (
                    <option key={name} value={name}>
                      {say(selectionTitles[name])}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <AggregationField
              label={say(startWords.aggregation)}
              hint={say(startWords.aggregationHint)}
              usual={
                recommended === undefined
                  ? say(startWords.asVerifier)
                  : say(startWords.asVerifierThis, { aggregation: say(aggregationWords[recommended]).toLowerCase() })
              }
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
          </>
        ) : null}
        {reads('maxSteps') ? (
          <>
            <SettingField name="maxSteps" form={form} hint={say(startWords.lastWrites)} onChange={change} />
            <ScheduleField schedule={form.schedule} onChange={(schedule) => change({ schedule })} />
          </>
        ) : null}
        <SettingField name="maxTokens" form={form} onChange={change} />
        {reads('maxStepTokens') ? <SettingField name="maxStepTokens" form={form} onChange={change} /> : null}
        {reads('topP') ? <SettingField name="topP" form={form} onChange={change} /> : null}
        {reads('topK') ? (
          <SettingField name="topK" form={form} hint={say(startWords.zeroOff)} onChange={change} />
        ) : null}
        <StopAtAnswerField isOn={form.stopAtAnswer} onChange={(stopAtAnswer) => change({ stopAtAnswer })} />
      </div>
    </details>
  );
}
