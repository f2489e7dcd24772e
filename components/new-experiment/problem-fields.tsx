'use client';

import { LoadError } from '@/components/app/load-state';
import { Field } from '@/components/ui/field';
import { NumberField } from '@/components/ui/number-field';
import { formatCount, plural } from '@/components/ui/numbers';
import { Choices } from './choices';
import { FormPanel } from './form-panel';
import { ImportSet } from './import-set';
import type { NewExperiment } from './use-new-experiment';

const largest = 1_000_000;

/** Which problems: a set, or a slice of it. */
export function ProblemFields({ next }: { readonly next: NewExperiment }) {
  const { form, change, sets, set } = next;
  const names = sets.data?.map(({ name }) => name) ?? [];
  return (
    <FormPanel title="Problems">
      {sets.error === null ? null : <LoadError error={sets.error} title="The problem sets could not be read" onRetry={() => void sets.refetch()} />}
      <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_9rem_9rem]">
        <Field label="Problem set" hint={set === undefined ? sets.isPending ? 'reading the sets' : 'not known here' : `${plural(set.problems, 'problem')}, ${set.isBundled ? 'comes with Longthink' : `imported${set.source === undefined ? '' : ` from ${set.source}`}`}`}>
          {(props) => (
            <select {...props} className="field" value={form.set} onChange={(event) => change({ set: event.target.value, levels: [], subjects: [] })}>
              {names.includes(form.set) ? null : <option value={form.set}>{form.set}</option>}
              {names.map((name) => <option key={name} value={name}>{name}</option>)}
            </select>
          )}
        </Field>
        <NumberField label="Every k-th" value={form.every} min={1} max={largest} hint={form.every === 1 ? 'all of them' : `one in ${formatCount(form.every)}`} onChange={(every) => change({ every })} />
        <NumberField label="At most" value={form.limit} min={0} max={largest} hint={form.limit === 0 ? '0: no limit' : 'of those'} onChange={(limit) => change({ limit })} />
      </div>
      {set === undefined || set.levels.length < 2 ? null : (
        <Choices label="Levels" hint="None chosen: all of them." choices={set.levels.map(({ level, problems }) => ({ name: level, label: `Level ${level}`, note: formatCount(problems) }))} chosen={form.levels} onChange={(levels) => change({ levels })} />
      )}
      {set === undefined || set.subjects.length < 2 ? null : (
        <details>
          <summary className="w-fit text-sm text-mute hover:text-ink">Subjects{form.subjects.length === 0 ? ', all' : `: ${form.subjects.length} of ${set.subjects.length}`}</summary>
          <div className="mt-2 max-h-56 overflow-auto">
            <Choices label="Subjects" hint="None chosen: all of them." choices={set.subjects.map(({ subject, problems }) => ({ name: subject, label: subject, note: formatCount(problems) }))} chosen={form.subjects} onChange={(subjects) => change({ subjects })} />
          </div>
        </details>
      )}
      <details data-testid="import">
        <summary className="w-fit text-sm text-mute hover:text-ink">Import another problem set</summary>
        <div className="mt-3 border-l-2 border-line pl-4"><ImportSet onImported={(name) => change({ set: name, levels: [], subjects: [] })} /></div>
      </details>
    </FormPanel>
  );
}
