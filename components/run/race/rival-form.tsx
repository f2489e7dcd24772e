'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { backendsQuery, configOfForm, createRun, queryKeys, readsSetting } from '@/lib/client';
import { isDeterministic, strategyOf, type RunSpec, type SearchConfig, type StrategyName } from '@/lib/search';
import { factWords, raceWords } from '@/lib/words';
import { ChoiceField } from '@/components/app/choice-field';
import { MoreSettings } from '@/components/app/more-settings';
import { SettingField } from '@/components/app/setting-field';
import { choices, ownSettings } from '@/components/app/setting-fields';
import { strategiesInOrder, strategyWords } from '@/components/strategies/looks-of';
import { CommandButton } from '@/components/ui/command-button';
import { Field } from '@/components/ui/field';
import { useLanguage, useSay } from '@/components/ui/use-language';

const asked = ['n', 'beamWidth', 'temperature', ...ownSettings] as const;

interface RivalFormProps {
  /** What the new run is like, but for what is asked. */
  readonly spec: RunSpec;
  readonly isPending: boolean;
  /** Is given what starts it, and resolves to its id. */
  readonly onStart: (start: () => Promise<string>) => void;
}

/** A new run of the same problem: another strategy, other numbers, other models, another seed. */
export function RivalForm({ spec, isPending, onStart }: RivalFormProps) {
  const say = useSay();
  const language = useLanguage();
  const [strategy, setStrategy] = useState<StrategyName>(() => firstRival(spec));
  const [changes, setChanges] = useState<Partial<SearchConfig>>({});
  const [seed, setSeed] = useState(spec.seed);
  const [policy, setPolicy] = useState(spec.policy.name);
  const [verifier, setVerifier] = useState(spec.verifier?.name);
  const backends = useQuery(backendsQuery());
  const client = useQueryClient();
  const namesOf = (role: 'policy' | 'verifier') =>
    backends.data?.filter((backend) => backend.role === role).map(({ name }) => name) ?? [];
  const facts = strategyOf(strategy);
  const config: SearchConfig = { ...spec.config, ...changes };
  const change = (next: Partial<SearchConfig>) => setChanges((before) => ({ ...before, ...next }));
  const reader = backends.data?.find(({ role, name }) => role === 'verifier' && name === verifier);
  const start = async () => {
    const { runId } = await createRun({
      problem: spec.problem,
      strategy,
      config: { ...configOfForm(config), separator: config.separator },
      seed,
      policy,
      ...(facts.needsVerifier && verifier !== undefined ? { verifier } : {}),
    });
    await client.invalidateQueries({ queryKey: queryKeys.runs });
    return runId;
  };
  return (
    <section aria-label={say(raceWords.newRival)} className="flex flex-col gap-3">
      <h3 className="text-sm">{say(raceWords.newRivalOf)}</h3>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        <Field label={say(factWords.strategy)}>
          {(props) => (
            <select
              {...props}
              className="field"
              value={strategy}
              onChange={(event) =>
                setStrategy(strategiesInOrder().find((name) => name === event.target.value) ?? strategy)
              }
            >
              {strategiesInOrder().map((name) => (
                <option key={name} value={name}>
                  {strategyWords(name, language).title}
                </option>
              ))}
            </select>
          )}
        </Field>
        {asked
          .filter((name) => readsSetting(facts, name))
          .map((name) => (
            <SettingField key={name} name={name} form={config} hint="" onChange={change} />
          ))}
        {choices
          .filter((name) => readsSetting(facts, name))
          .map((name) => (
            <ChoiceField key={name} name={name} form={config} onChange={change} />
          ))}
        <SettingField name="seed" form={{ seed }} hint="" onChange={(next) => setSeed(next.seed)} />
        <ModelField
          label={say(factWords.policy)}
          names={[spec.policy.name, ...namesOf('policy')]}
          value={policy}
          onChange={setPolicy}
        />
        {facts.needsVerifier ? (
          <ModelField
            label={say(factWords.verifier)}
            names={[...(spec.verifier === undefined ? [] : [spec.verifier.name]), ...namesOf('verifier')]}
            value={verifier}
            onChange={setVerifier}
          />
        ) : null}
      </div>
      <MoreSettings strategy={strategy} form={config} recommended={reader?.recommendedAggregation} onChange={change} />
      <div>
        <CommandButton
          icon="play"
          label={say(raceWords.startAndRace)}
          isPrimary
          isPending={isPending}
          onPress={() => onStart(start)}
        />
      </div>
    </section>
  );
}

/** The first of another strategy that takes chances, as a rival to begin with. */
function firstRival(spec: RunSpec): StrategyName {
  const others = strategiesInOrder().filter((name) => name !== spec.strategy && !isDeterministic(strategyOf(name)));
  return others[0] ?? spec.strategy;
}

interface ModelFieldProps {
  readonly label: string;
  /** The one that the rival had first; some may be named twice. */
  readonly names: readonly string[];
  readonly value: string | undefined;
  readonly onChange: (name: string) => void;
}

function ModelField({ label, names, value, onChange }: ModelFieldProps) {
  return (
    <Field label={label}>
      {(props) => (
        <select {...props} className="field" value={value} onChange={(event) => onChange(event.target.value)}>
          {[...new Set(names)].map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
