'use client';

import type { ProblemSet } from '@/lib/problems/wire';
import { LoadError } from '@/components/app/load-state';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { Field } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { Notice } from '@/components/ui/notice';
import { NumberField } from '@/components/ui/number-field';
import { formatCount, plural } from '@/components/ui/numbers';
import { Choices } from './choices';
import { FormPanel } from './form-panel';
import { ImportSet } from './import-set';
import type { NewExperiment } from './use-new-experiment';

const largest = 1_000_000;
/** As many problems as are asked for at first, whatever the size of the set: enough for a first look. */
const fewProblems = 50;

/** Which problems: a set, or a slice of it. */
export function ProblemFields({ next }: { readonly next: NewExperiment }) {
  const { form, change, sets, set, removeSet } = next;
  const take = ({ name, problems }: Pick<ProblemSet, 'name' | 'problems'>) =>
    change({ set: name, every: Math.max(1, Math.floor(problems / fewProblems)), levels: [], subjects: [] });
  const names = sets.data?.map(({ name }) => name) ?? [];
  return (
    <FormPanel title="Problems">
      {sets.error === null ? null : (
        <LoadError error={sets.error} title="The problem sets could not be read" onRetry={() => void sets.refetch()} />
      )}
      <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_9rem_9rem]">
        <Field
          label="Problem set"
          hint={
            set === undefined
              ? sets.isPending
                ? 'reading the sets'
                : 'not known here'
              : `${plural(set.problems, 'problem')}, ${set.isBundled ? 'comes with Longthink' : `imported${set.source === undefined ? '' : ` from ${set.source}`}`}`
          }
        >
          {(props) => (
            <span className="flex gap-1.5">
              <select
                {...props}
                className="field"
                value={form.set}
                onChange={(event) => {
                  const chosen = sets.data?.find(({ name }) => name === event.target.value);
                  if (chosen !== undefined) take(chosen);
                }}
              >
                {names.includes(form.set) ? null : <option value={form.set}>{form.set}</option>}
                {names.map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </select>
              {set === undefined || set.isBundled ? null : (
                <ConfirmButton
                  label="Delete this problem set"
                  icon={<Icon name="trash" />}
                  question={`Delete “${set.name}”?`}
                  explanation="Experiments that were made with it keep their problems. To use it in another one it has to be imported again."
                  confirmLabel="Delete it"
                  onConfirm={() => removeSet.mutate(set.name)}
                />
              )}
            </span>
          )}
        </Field>
        <NumberField
          label="Take one in"
          value={form.every}
          min={1}
          max={largest}
          hint={form.every === 1 ? 'all of them' : `every ${formatCount(form.every)}th of the set`}
          onChange={(every) => change({ every })}
        />
        <NumberField
          label="At most"
          value={form.limit}
          min={0}
          max={largest}
          hint={form.limit === 0 ? '0: no limit' : 'of those'}
          onChange={(limit) => change({ limit })}
        />
      </div>
      {removeSet.error === null ? null : (
        <Notice tone="bad" title="The problem set was not deleted">
          {removeSet.error.message}
        </Notice>
      )}
      {set === undefined || set.levels.length < 2 ? null : (
        <Choices
          label="Levels"
          hint="None chosen: all of them."
          choices={set.levels.map(({ level, problems }) => ({
            name: level,
            label: `Level ${level}`,
            note: formatCount(problems),
          }))}
          chosen={form.levels}
          onChange={(levels) => change({ levels })}
        />
      )}
      {set === undefined || set.subjects.length < 2 ? null : (
        <details>
          <summary className="w-fit text-sm text-mute hover:text-ink">
            Subjects{form.subjects.length === 0 ? ', all' : `: ${form.subjects.length} of ${set.subjects.length}`}
          </summary>
          <div className="mt-2 max-h-56 overflow-auto">
            <Choices
              label="Subjects"
              hint="None chosen: all of them."
              choices={set.subjects.map(({ subject, problems }) => ({
                name: subject,
                label: subject,
                note: formatCount(problems),
              }))}
              chosen={form.subjects}
              onChange={(subjects) => change({ subjects })}
            />
          </div>
        </details>
      )}
      <details data-testid="import">
        <summary className="w-fit text-sm text-mute hover:text-ink">Import another problem set</summary>
        <div className="mt-3 border-l-2 border-line pl-4">
          <ImportSet onImported={take} />
        </div>
      </details>
    </FormPanel>
  );
}
