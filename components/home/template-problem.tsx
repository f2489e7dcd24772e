'use client';

import { startWords, subjectText } from '@/lib/words';
import { Placeholder } from '@/components/app/load-state';
import { Field } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { NumberField } from '@/components/ui/number-field';
import { useLanguage, useSay } from '@/components/ui/use-language';
import type { ProblemTemplate, TemplateSlot } from '@/lib/problems/wire';
import { nextExample, slotValue } from './template-text';
import type { NewRun } from './use-new-run';

/** A wording that the bundled models know, with values of the reader's own. */
export function TemplateProblem({
  newRun,
}: {
  readonly newRun: Pick<NewRun, 'form' | 'change' | 'template' | 'templates'>;
}) {
  const say = useSay();
  const language = useLanguage();
  const { form, change, template, templates } = newRun;
  if (templates.isPending) return <Placeholder rows={3} label={say(startWords.readingTemplates)} />;
  if (templates.data === undefined || template === undefined) {
    return (
      <p className="text-sm text-mute">
        {say(templates.isError ? startWords.templatesUnreadable : startWords.noTemplates)}
      </p>
    );
  }
  const set = (slot: TemplateSlot, value: number | string) =>
    change({ template: template.id, slots: { ...form.slots, [slot.name]: value } });
  return (
    <>
      <Field label={say(startWords.kindOfProblem)} hint={template.note}>
        {(props) => (
          <select
            {...props}
            className="field"
            value={template.id}
            onChange={(event) => change({ template: event.target.value, slots: {} })}
          >
            {byFamily(templates.data).map(([family, known]) => (
              <optgroup key={family} label={subjectText(family)[language]}>
                {known.map((each) => (
                  <option key={each.id} value={each.id}>
                    {say(startWords.levelAndTitle, { level: each.level, title: each.title })}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        )}
      </Field>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(5.75rem,1fr))] gap-3">
        {template.slots.map((slot) =>
          slot.kind === 'number' ? (
            <NumberField
              key={slot.name}
              label={slot.name}
              value={Number(slotValue(slot, form.slots))}
              min={slot.min}
              max={slot.max}
              hint={say(startWords.slotRange, { min: slot.min, max: slot.max })}
              onChange={(value) => set(slot, value)}
            />
          ) : (
            <Field key={slot.name} label={slot.name}>
              {(props) => (
                <select
                  {...props}
                  className="field"
                  value={slotValue(slot, form.slots)}
                  onChange={(event) => set(slot, event.target.value)}
                >
                  {slot.choices.map((choice) => (
                    <option key={choice} value={choice}>
                      {choice}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          ),
        )}
      </div>
      <button
        type="button"
        className="button self-start"
        onClick={() => change({ template: template.id, slots: nextExample(template, form.slots) })}
      >
        <Icon name="dice" /> {say(startWords.anotherExample)}
      </button>
    </>
  );
}

function byFamily(templates: readonly ProblemTemplate[]): readonly (readonly [string, readonly ProblemTemplate[]])[] {
  const families = new Map<string, ProblemTemplate[]>();
  for (const template of templates) families.set(template.family, [...(families.get(template.family) ?? []), template]);
  return [...families];
}
