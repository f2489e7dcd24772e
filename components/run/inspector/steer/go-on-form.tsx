'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { backendsQuery, readsSetting } from '@/lib/client';
import {
  canGoOnBy,
  strategyNames,
  strategyOf,
  type NodeId,
  type RunSpec,
  type SearchConfig,
  type SearchState,
  type StrategyName,
} from '@/lib/search';
import { steerWords } from '@/lib/words';
import { ChoiceField } from '@/components/app/choice-field';
import { MoreSettings } from '@/components/app/more-settings';
import { SettingField } from '@/components/app/setting-field';
import { choices, ownSettings } from '@/components/app/setting-fields';
import { strategyWords } from '@/components/strategies/looks-of';
import { CommandButton } from '@/components/ui/command-button';
import { Field } from '@/components/ui/field';
import { useLanguage, useSay } from '@/components/ui/use-language';
import type { Forking } from './use-fork';

const asked = ['n', 'beamWidth', 'temperature', ...ownSettings] as const;

interface GoOnFormProps {
  readonly node: NodeId;
  readonly state: SearchState;
  readonly spec: RunSpec;
  readonly fork: Forking;
}

/** By what the search is to go on from the round of a step: another strategy, other numbers, another verifier, another seed. */
export function GoOnForm({ node, state, spec, fork }: GoOnFormProps) {
  const say = useSay();
  const language = useLanguage();
  const [strategy, setStrategy] = useState<StrategyName>(spec.strategy);
  const [changes, setChanges] = useState<Partial<SearchConfig>>({});
  const [seed, setSeed] = useState(spec.seed);
  const [verifier, setVerifier] = useState(spec.verifier?.name);
  const backends = useQuery(backendsQuery());
  const verifiers = backends.data?.filter(({ role }) => role === 'verifier') ?? [];
  const config: SearchConfig = { ...spec.config, ...changes };
  const change = (next: Partial<SearchConfig>) => setChanges((before) => ({ ...before, ...next }));
  const reader = verifiers.find(({ name }) => name === verifier);
  const possible = strategyNames.filter(
    (name) =>
      strategyOf(name).needsVerifier === strategyOf(spec.strategy).needsVerifier &&
      canGoOnBy(state, { ...spec, strategy: name, config }),
  );
  const facts = strategyOf(strategy);
  return (
    <div className="flex flex-col gap-3">
      <div className="grid grid-cols-2 gap-3">
        <Field label={say(steerWords.strategy)} hint={say(steerWords.strategyHint)}>
          {(props) => (
            <select
              {...props}
              className="field"
              value={strategy}
              onChange={(event) => setStrategy(possible.find((name) => name === event.target.value) ?? strategy)}
            >
              {possible.map((name) => (
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
            <SettingField key={name} name={name} form={config} onChange={change} />
          ))}
        {choices
          .filter((name) => readsSetting(facts, name))
          .map((name) => (
            <ChoiceField key={name} name={name} form={config} onChange={change} />
          ))}
        <SettingField
          name="seed"
          form={{ seed }}
          hint={say(steerWords.seedHint)}
          onChange={(next) => setSeed(next.seed)}
        />
        {spec.verifier === undefined ? null : (
          <Field label={say(steerWords.verifier)} hint={say(steerWords.verifierHint)}>
            {(props) => (
              <select
                {...props}
                className="field"
                value={verifier}
                onChange={(event) => setVerifier(event.target.value)}
              >
                {[...new Set([spec.verifier?.name, ...verifiers.map(({ name }) => name)])].map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
      </div>
      <MoreSettings strategy={strategy} form={config} recommended={reader?.recommendedAggregation} onChange={change} />
      <div>
        <CommandButton
          icon="arrow"
          label={say(steerWords.goOn)}
          isPrimary
          isPending={fork.isPending}
          onPress={() => fork.mutate({ node, strategy, config: written(changes), seed, verifier })}
        />
      </div>
    </div>
  );
}

/** As a request says it: what is as usual again is null there. */
function written(changes: Partial<SearchConfig>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, value ?? null]));
}
