'use client';

import { Field } from '@/components/ui/field';
import { NumberField } from '@/components/ui/number-field';
import { slotValue, templateKey } from './template-text';
import type { NewRun } from './use-new-run';

/** A wording that the bundled models know, with numbers of the reader's own. */
export function TemplateProblem({ newRun }: { readonly newRun: NewRun }) {
  const { form, change, template, templates } = newRun;
  if (templates.isPending) return <p className="text-sm text-mute">Reading the templates …</p>;
  if (templates.data === undefined || template === undefined) {
    return <p className="text-sm text-mute">{templates.error?.message ?? 'There are no templates.'}</p>;
  }
  return (
    <>
      <Field label="Kind of problem" hint={template.note}>
        {(props) => (
          <select {...props} className="field" value={templateKey(template)} onChange={(event) => change({ template: event.target.value, slots: {} })}>
            {templates.data.map((known) => <option key={templateKey(known)} value={templateKey(known)}>{known.title} · level {known.level}</option>)}
          </select>
        )}
      </Field>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        {template.slots.map((slot) => (
          <NumberField
            key={slot.name}
            label={slot.name}
            value={slotValue(slot, form.slots)}
            min={slot.min}
            max={slot.max}
            hint={`${slot.min} to ${slot.max}`}
            onChange={(value) => change({ template: templateKey(template), slots: { ...form.slots, [slot.name]: value } })}
          />
        ))}
      </div>
    </>
  );
}
