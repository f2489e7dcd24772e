'use client';

import type { ProblemSet } from '@/lib/problems/wire';
import { DeleteButton } from '@/components/app/delete-button';
import { LoadError } from '@/components/app/load-state';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { NumberField } from '@/components/ui/number-field';
import { gridFormWords, type Say, subjectText } from '@/lib/words';
import { formatCount } from '@/components/ui/numbers';
import { useLanguage, useSay } from '@/components/ui/use-language';
import { Told } from '@/components/ui/told';
import { Choices } from './choices';
import { FormPanel } from './form-panel';
import { ImportSet } from './import-set';
import type { NewExperiment } from './use-new-experiment';

const largest = 1_000_000;

/** Which problems: a set, or a slice of it. */
export function ProblemFields({
  next,
}: {
  readonly next: Pick<NewExperiment, 'form' | 'change' | 'sets' | 'shown' | 'set' | 'take' | 'removal' | 'removeSet'>;
}) {
  const say = useSay();
  const language = useLanguage();
  const { form, change, sets, shown, set, take, removal, removeSet } = next;
  const names = shown.map(({ name }) => name);
  return (
    <FormPanel title={say(gridFormWords.problems)}>
      {sets.error === null ? null : (
        <LoadError error={sets.error} title={say(gridFormWords.setsUnread)} onRetry={() => void sets.refetch()} />
      )}
      <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_9rem_9rem]">
        <Field
          label={say(gridFormWords.set)}
          hint={
            set === undefined
              ? say(sets.isPending ? gridFormWords.readingSets : gridFormWords.unknownSet)
              : setWords(set, say)
          }
        >
          {(props) => (
            <span className="flex gap-1.5">
              <select
                {...props}
                className="field"
                value={form.set}
                onChange={(event) => {
                  const chosen = shown.find(({ name }) => name === event.target.value);
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
                <DeleteButton label={say(gridFormWords.deleteSet)} onDelete={() => removeSet(set.name)} />
              )}
            </span>
          )}
        </Field>
        <NumberField
          label={say(gridFormWords.takeOneIn)}
          value={form.every}
          min={1}
          max={largest}
          hint={
            form.every === 1
              ? say(gridFormWords.allOfThem)
              : say(gridFormWords.everyNth, { every: formatCount(form.every) })
          }
          onChange={(every) => change({ every })}
        />
        <NumberField
          label={say(gridFormWords.atMost)}
          value={form.limit}
          min={0}
          max={largest}
          hint={say(form.limit === 0 ? gridFormWords.noLimit : gridFormWords.ofThose)}
          onChange={(limit) => change({ limit })}
        />
      </div>
      {removal.error === null ? null : (
        <Notice tone="bad" title={say(gridFormWords.setNotDeleted)}>
          <Told what={removal.error} />
        </Notice>
      )}
      {set === undefined || set.levels.length < 2 ? null : (
        <Choices
          label={say(gridFormWords.levels)}
          hint={say(gridFormWords.noneIsAll)}
          choices={set.levels.map(({ level, problems }) => ({
            name: level,
            label: say(gridFormWords.level, { level }),
            note: formatCount(problems),
          }))}
          chosen={form.levels}
          onChange={(levels) => change({ levels })}
        />
      )}
      {set === undefined || set.subjects.length < 2 ? null : (
        <details>
          <summary className="w-fit text-sm text-mute hover:text-ink">
            {form.subjects.length === 0
              ? say(gridFormWords.allSubjects)
              : say(gridFormWords.someSubjects, { chosen: form.subjects.length, of: set.subjects.length })}
          </summary>
          <div className="mt-2 max-h-56 overflow-auto">
            <Choices
              label={say(gridFormWords.subjects)}
              hint={say(gridFormWords.noneIsAll)}
              choices={set.subjects.map(({ subject, problems }) => ({
                name: subject,
                label: subjectText(subject)[language],
                note: formatCount(problems),
              }))}
              chosen={form.subjects}
              onChange={(subjects) => change({ subjects })}
            />
          </div>
        </details>
      )}
      <details data-testid="import">
        <summary className="w-fit text-sm text-mute hover:text-ink">{say(gridFormWords.importAnother)}</summary>
        <div className="mt-3 border-l-2 border-line pl-4">
          <ImportSet onBegin={removal.finishAll} onImported={take} />
        </div>
      </details>
    </FormPanel>
  );
}

/** How many problems a set has, and where it is from. */
function setWords({ problems: count, isBundled, source }: ProblemSet, say: Say): string {
  const problems = formatCount(count);
  if (isBundled) return say(gridFormWords.setIsBundled, { problems });
  return source === undefined
    ? say(gridFormWords.setIsImported, { problems })
    : say(gridFormWords.setIsImportedFrom, { problems, source });
}
