'use client';

import { readsSetting, type SettingName } from '@/lib/client';
import { strategyOf } from '@/lib/search';
import type { BackendStatus } from '@/lib/backends/status';
import { startWords } from '@/lib/words';
import { ChoiceField } from '@/components/app/choice-field';
import { MoreSettings } from '@/components/app/more-settings';
import { SettingField } from '@/components/app/setting-field';
import { Term } from '@/components/app/term';
import { choices, ownSettings } from '@/components/app/setting-fields';
import { numbersOf, strategyWords } from '@/components/strategies/looks-of';
import { Field } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { formatParameters } from '@/components/ui/numbers';
import { useLanguage, useSay } from '@/components/ui/use-language';
import type { NewRun } from './use-new-run';

/** The numbers and models of a run; what the chosen strategy does not use is not shown. */
export function SettingsForm({
  newRun,
}: {
  readonly newRun: Pick<NewRun, 'form' | 'change' | 'isScored' | 'policy' | 'policies' | 'verifier' | 'verifiers'>;
}) {
  const say = useSay();
  const language = useLanguage();
  const { form, change, isScored } = newRun;
  const strategy = strategyOf(form.strategy);
  const { isStepwise } = strategy;
  const reads = (name: SettingName) => readsSetting(strategy, name);
  return (
    <div className="flex flex-col gap-3">
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {reads('n') ? (
          <SettingField
            name="n"
            form={form}
            hint={
              <>
                <Term name="n">n</Term>: {say(isStepwise ? startWords.proposalsHint : startWords.solutionsHint)}
              </>
            }
            onChange={change}
          />
        ) : null}
        {reads('beamWidth') ? (
          <SettingField
            name="beamWidth"
            form={form}
            hint={
              <>
                <Term name="m">M</Term>: {strategyWords(form.strategy, language).width?.(numbersOf(form))}
                {form.n > form.beamWidth && form.n % form.beamWidth > 0
                  ? say(startWords.lastWith, { rest: form.n % form.beamWidth })
                  : ''}
              </>
            }
            onChange={change}
          />
        ) : null}
        {reads('temperature') ? (
          <SettingField name="temperature" form={form} hint={say(startWords.moreVaried)} onChange={change} />
        ) : null}
        {ownSettings.filter(reads).map((name) => (
          <SettingField key={name} name={name} form={form} onChange={change} />
        ))}
        {choices.filter(reads).map((name) => (
          <ChoiceField key={name} name={name} form={form} onChange={change} />
        ))}
        <div className="flex items-start gap-1">
          <SettingField name="seed" form={form} hint={say(startWords.sameSeed)} onChange={change} />
          <button
            type="button"
            className="button button-quiet button-square mt-[1.55rem]"
            aria-label={say(startWords.anotherSeed)}
            title={say(startWords.anotherSeed)}
            onClick={() => change({ seed: Math.floor(Math.random() * 100_000) })}
          >
            <Icon name="dice" />
          </button>
        </div>
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <BackendField
          label={say(startWords.policy)}
          backends={newRun.policies}
          selected={newRun.policy}
          onChange={(policy) => change({ policy })}
        />
        {isScored ? (
          <BackendField
            label={say(startWords.verifier)}
            backends={newRun.verifiers}
            selected={newRun.verifier}
            onChange={(verifier) => change({ verifier })}
          />
        ) : (
          <p className="self-end pb-1 text-xs text-mute">{say(startWords.noVerifierNeeded)}</p>
        )}
      </div>
      <MoreSettings
        strategy={form.strategy}
        form={form}
        recommended={newRun.verifier?.recommendedAggregation}
        onChange={change}
      />
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
  const say = useSay();
  const hint =
    selected === undefined
      ? say(backends.length === 0 ? startWords.noneConfigured : startWords.chooseOne)
      : [
          selected.isBundled ? say(startWords.bundled) : undefined,
          selected.isReachable ? (selected.model ?? selected.kind) : say(startWords.notReachable),
          selected.parametersM === undefined
            ? undefined
            : say(startWords.parameters, { count: formatParameters(selected.parametersM) }),
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
            <option value="">{backends.length === 0 ? '…' : say(startWords.notConfigured)}</option>
          ) : null}
          {backends.map((backend) => (
            <option key={backend.name} value={backend.name}>
              {backend.name}
              {backend.isReachable ? '' : say(startWords.isNotReachable)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
