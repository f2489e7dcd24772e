'use client';

import type { BackendStatus } from '@/lib/backends/status';
import { formatParameters } from '@/components/ui/numbers';
import { curveWords, fateWords, gridFormWords, type Say } from '@/lib/words';
import { Said } from '@/components/ui/said';
import { useSay } from '@/components/ui/use-language';
import { Choices } from './choices';
import { FormPanel } from './form-panel';
import type { NewExperiment } from './use-new-experiment';

/** Which models take part, and whose greedy answers they are measured against. */
export function ModelFields({
  next: { policies, verifiers, chosen, change, backends },
}: {
  readonly next: Pick<NewExperiment, 'policies' | 'verifiers' | 'chosen' | 'change' | 'backends'>;
}) {
  const say = useSay();
  const choices = (backends: readonly BackendStatus[]) => backends.map((backend) => choiceOf(backend, say));
  const down = [...policies, ...verifiers].filter(
    ({ name, isReachable }) =>
      !isReachable && [...chosen.policies, ...chosen.verifiers, ...chosen.baselines].includes(name),
  );
  return (
    <FormPanel title={say(gridFormWords.models)}>
      {backends.isPending ? <p className="text-sm text-mute">{say(gridFormWords.readingServers)}</p> : null}
      <Choices
        label={say(gridFormWords.policies)}
        choices={choices(policies)}
        chosen={chosen.policies}
        onChange={(names) => change({ policies: names })}
      />
      <Choices
        label={say(gridFormWords.verifiers)}
        choices={choices(verifiers)}
        chosen={chosen.verifiers}
        onChange={(names) => change({ verifiers: names })}
      />
      <Choices
        label={say(gridFormWords.baselines)}
        hint={say(gridFormWords.baselinesHint)}
        choices={choices(policies)}
        chosen={chosen.baselines}
        onChange={(names) => change({ baselines: names })}
      />
      {down.length === 0 ? null : (
        <p role="status" className="text-sm text-mute">
          <Said
            text={gridFormWords.downNow}
            parts={{ names: down.map(({ name }) => name).join(say(curveWords.listComma)), count: down.length }}
          />
        </p>
      )}
    </FormPanel>
  );
}

function choiceOf({ name, parametersM, isReachable }: BackendStatus, say: Say) {
  return {
    name,
    label: name,
    note:
      [
        parametersM === undefined ? undefined : formatParameters(parametersM),
        isReachable ? undefined : say(gridFormWords.notReachable),
      ]
        .filter(Boolean)
        .join(say(fateWords.comma)) || undefined,
  };
}
