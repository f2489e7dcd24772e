'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { backendsQuery, readsSetting } from '@/lib/client';
import {
  canGoOnBy,
  rootId,
  strategyNames,
  strategyOf,
  type NodeId,
  type RunSpec,
  type SearchConfig,
  type SearchState,
  type StrategyName,
} from '@/lib/search';
import type { ForkRunRequest } from '@/lib/runs/wire';
import { steerWords, type Text } from '@/lib/words';
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

type Place = 'here' | 'all' | 'beginning';

const places: Readonly<Record<Place, { readonly name: Text; readonly goOn: Text }>> = {
  here: { name: steerWords.fromHere, goOn: steerWords.goOn },
  all: { name: steerWords.fromAll, goOn: steerWords.goOnWithAll },
  beginning: { name: steerWords.fromBeginning, goOn: steerWords.beginAgain },
};

interface GoOnFormProps {
  readonly node: NodeId;
  readonly state: SearchState;
  readonly spec: RunSpec;
  readonly fork: Forking;
}

/** By what the search is to go on, from a step, with all there is or from the beginning: another strategy, other numbers, another verifier, another seed. */
export function GoOnForm({ node, state, spec, fork }: GoOnFormProps) {
  const say = useSay();
  const language = useLanguage();
  const [strategy, setStrategy] = useState<StrategyName>(spec.strategy);
  const [changes, setChanges] = useState<Partial<SearchConfig>>({});
  const [seed, setSeed] = useState(spec.seed);
  const [chosenVerifier, setVerifier] = useState(spec.verifier?.name);
  const [chosenPlace, setPlace] = useState<Place | undefined>();
  const backends = useQuery(backendsQuery());
  const verifiers = backends.data?.filter(({ role }) => role === 'verifier') ?? [];
  const config: SearchConfig = { ...spec.config, ...changes };
  const change = (next: Partial<SearchConfig>) => setChanges((before) => ({ ...before, ...next }));
  const facts = strategyOf(strategy);
  const verifier = facts.needsVerifier ? (chosenVerifier ?? verifiers[0]?.name) : undefined;
  const reader = verifiers.find(({ name }) => name === verifier);
  const isPossible = canGoOnBy(state, { ...spec, strategy, config });
  const possible = isPossible ? placesOf(node) : onlyAnew;
  // What nobody read is read by the first verifier that comes, all of it where nothing else is said.
  const isReadAnew = facts.needsVerifier && !strategyOf(spec.strategy).needsVerifier;
  const wished = chosenPlace ?? (isReadAnew ? 'all' : 'here');
  const place = possible.includes(wished) ? wished : possible[0];
  return (
    <div className="flex flex-col gap-3">
      <div className="grid grid-cols-2 gap-3">
        <Field
          label={say(steerWords.strategy)}
          hint={say(isPossible ? steerWords.strategyHint : steerWords.strategyAnew)}
        >
          {(props) => (
            <select
              {...props}
              className="field"
              value={strategy}
              onChange={(event) => setStrategy(strategyNames.find((name) => name === event.target.value) ?? strategy)}
            >
              {strategyNames.map((name) => (
                <option key={name} value={name}>
                  {strategyWords(name, language).title}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={say(steerWords.from)}>
          {(props) => (
            <select
              {...props}
              className="field"
              value={place}
              onChange={(event) => setPlace(possible.find((name) => name === event.target.value))}
            >
              {possible.map((name) => (
                <option key={name} value={name}>
                  {say(places[name].name)}
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
        {facts.needsVerifier ? (
          <Field
            label={say(steerWords.verifier)}
            hint={say(isReadAnew ? steerWords.verifierReads : steerWords.verifierHint)}
          >
            {(props) => (
              <select
                {...props}
                className="field"
                value={verifier}
                onChange={(event) => setVerifier(event.target.value)}
              >
                {[
                  ...new Set([
                    ...(spec.verifier === undefined ? [] : [spec.verifier.name]),
                    ...verifiers.map(({ name }) => name),
                  ]),
                ].map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        ) : null}
      </div>
      <MoreSettings strategy={strategy} form={config} recommended={reader?.recommendedAggregation} onChange={change} />
      <div>
        <CommandButton
          icon="arrow"
          label={say(places[place].goOn)}
          isPrimary
          isPending={fork.isPending}
          onPress={() => fork.mutate({ ...placeIn(place, node), strategy, config: written(changes), seed, verifier })}
        />
      </div>
    </div>
  );
}

const onlyAnew = ['beginning'] as const;

/** The first is what is usual there. */
function placesOf(node: NodeId): readonly [Place, ...Place[]] {
  return node === rootId ? ['beginning', 'all'] : ['here', 'all', 'beginning'];
}

function placeIn(place: Place, node: NodeId): Pick<ForkRunRequest, 'node' | 'seq'> {
  switch (place) {
    case 'here':
      return { node };
    case 'all':
      return {};
    case 'beginning':
      return { seq: 1 };
  }
}

/** As a request says it: what is as usual again is null there. */
function written(changes: Partial<SearchConfig>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, value ?? null]));
}
