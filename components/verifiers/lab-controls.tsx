import { aggregationNames, aggregationNameSchema } from '@/lib/search';
import { everywhere, singleRuns, type LabSources } from '@/lib/verifier-lab/wire';
import { labAggregations, labWords } from '@/lib/words';
import { Field } from '@/components/ui/field';
import { formatCount } from '@/components/ui/numbers';
import { useSay } from '@/components/ui/use-language';
import type { LabForm } from './lab-form';

interface LabControlsProps {
  readonly sources: LabSources['verifiers'];
  readonly form: LabForm;
  readonly change: (changes: Partial<LabForm>) => void;
}

/** Which verifier, where, and how steps make the score of a solution. */
export function LabControls({ sources, form, change }: LabControlsProps) {
  const say = useSay();
  const own = sources.find(({ name }) => name === form.verifier);
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <Field label={say(labWords.verifier)}>
        {(props) => (
          <select
            {...props}
            className="field"
            value={form.verifier}
            onChange={(event) => change({ verifier: event.target.value, of: everywhere })}
          >
            {own === undefined ? <option value={form.verifier}>{form.verifier}</option> : null}
            {sources.map(({ name }) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={say(labWords.where)}>
        {(props) => (
          <select {...props} className="field" value={form.of} onChange={(event) => change({ of: event.target.value })}>
            <option value={everywhere}>{say(labWords.everywhere)}</option>
            <option value={singleRuns}>{say(labWords.singleRuns, { count: formatCount(own?.runs ?? 0) })}</option>
            {(own?.experiments ?? []).map(({ id, name, origin, runs }) => (
              <option key={id} value={id}>
                {origin === 'recorded'
                  ? say(labWords.recordedSource, { name })
                  : say(labWords.runsSource, { name, count: formatCount(runs) })}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={say(labWords.scoreOfSolution)}>
        {(props) => (
          <select
            {...props}
            className="field"
            value={form.aggregation ?? ''}
            onChange={(event) => change({ aggregation: aggregationNameSchema.safeParse(event.target.value).data })}
          >
            <option value="">{say(labWords.asSelected)}</option>
            {aggregationNames.map((name) => (
              <option key={name} value={name}>
                {say(labAggregations[name])}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}
