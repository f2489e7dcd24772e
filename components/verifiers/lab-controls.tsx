import { aggregationNames, aggregationNameSchema } from '@/lib/search';
import { everywhere, singleRuns, type LabSources } from '@/lib/verifier-lab/wire';
import { Field } from '@/components/ui/field';
import { formatCount, plural } from '@/components/ui/numbers';
import type { LabForm } from './lab-form';
import { aggregationWords } from './lab-words';

interface LabControlsProps {
  readonly sources: LabSources['verifiers'];
  readonly form: LabForm;
  readonly change: (changes: Partial<LabForm>) => void;
}

/** Which verifier, where, and how steps make the score of a solution. */
export function LabControls({ sources, form, change }: LabControlsProps) {
  const own = sources.find(({ name }) => name === form.verifier);
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <Field label="Verifier">
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
      <Field label="Where">
        {(props) => (
          <select {...props} className="field" value={form.of} onChange={(event) => change({ of: event.target.value })}>
            <option value={everywhere}>All runs and experiments</option>
            <option value={singleRuns}>Single runs ({formatCount(own?.runs ?? 0)})</option>
            {(own?.experiments ?? []).map(({ id, name, origin, runs }) => (
              <option key={id} value={id}>
                {name} ({origin === 'recorded' ? 'recorded, no logs' : plural(runs, 'run')})
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Score of a solution">
        {(props) => (
          <select
            {...props}
            className="field"
            value={form.aggregation ?? ''}
            onChange={(event) => change({ aggregation: aggregationNameSchema.safeParse(event.target.value).data })}
          >
            <option value="">as each run selected</option>
            {aggregationNames.map((name) => (
              <option key={name} value={name}>
                {aggregationWords[name]}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}
