'use client';

import type { BackendStatus } from '@/lib/backends/status';
import { formatParameters } from '@/components/ui/numbers';
import { Choices } from './choices';
import { FormPanel } from './form-panel';
import type { NewExperiment } from './use-new-experiment';

/** Which models take part, and whose greedy answers they are measured against. */
export function ModelFields({
  next: { policies, verifiers, chosen, change, backends },
}: {
  readonly next: NewExperiment;
}) {
  const down = [...policies, ...verifiers].filter(
    ({ name, isReachable }) =>
      !isReachable && [...chosen.policies, ...chosen.verifiers, ...chosen.baselines].includes(name),
  );
  return (
    <FormPanel title="Models">
      {backends.isPending ? <p className="text-sm text-mute">Reading the list of servers …</p> : null}
      <Choices
        label="Policies"
        choices={policies.map(choiceOf)}
        chosen={chosen.policies}
        onChange={(names) => change({ policies: names })}
      />
      <Choices
        label="Verifiers"
        choices={verifiers.map(choiceOf)}
        chosen={chosen.verifiers}
        onChange={(names) => change({ verifiers: names })}
      />
      <Choices
        label="Baselines"
        hint="Their greedy answers are measured beside the curves."
        choices={policies.map(choiceOf)}
        chosen={chosen.baselines}
        onChange={(names) => change({ baselines: names })}
      />
      {down.length === 0 ? null : (
        <p role="status" className="text-sm text-mute">
          {down.map(({ name }) => name).join(', ')} {down.length === 1 ? 'does' : 'do'} not answer now. The experiment
          can be started; it waits for them.
        </p>
      )}
    </FormPanel>
  );
}

function choiceOf({ name, parametersM, isReachable }: BackendStatus) {
  return {
    name,
    label: name,
    note:
      [parametersM === undefined ? undefined : formatParameters(parametersM), isReachable ? undefined : 'not reachable']
        .filter(Boolean)
        .join(', ') || undefined,
  };
}
