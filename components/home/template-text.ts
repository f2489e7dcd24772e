import { answerOf } from './template-answers';
import type { ProblemTemplate, TemplateSlot } from '@/lib/problems/wire';

export type SlotValues = Readonly<Record<string, number | string>>;

/** A slot's value: what the reader chose, held within what the slot allows. */
export function slotValue(slot: TemplateSlot, values: SlotValues): number | string {
  const value = values[slot.name];
  if (slot.kind === 'word') return slot.choices.find((choice) => choice === value) ?? slot.default;
  return typeof value === 'number' ? Math.min(slot.max, Math.max(slot.min, value)) : slot.default;
}

/** The problem's statement with every slot filled. */
export function fillTemplate(template: ProblemTemplate, values: SlotValues): string {
  return template.slots.reduce(
    (text, slot) => text.replaceAll(`{${slot.name}}`, String(slotValue(slot, values))),
    template.text,
  );
}

/** The reference answer: that of an example, or worked out; undefined where the values make no problem that has one. */
export function knownAnswer({ id, examples, answers, slots }: ProblemTemplate, values: SlotValues): string | undefined {
  const filled = Object.fromEntries(slots.map((slot) => [slot.name, slotValue(slot, values)]));
  const at = examples.findIndex((example) => slots.every(({ name }) => example[name] === filled[name]));
  return answers[at] ?? answerOf(id, filled);
}

/** The example after the one that `values` shows, the first when they show none. */
export function nextExample({ examples, slots }: ProblemTemplate, values: SlotValues): SlotValues {
  const at = examples.findIndex((example) => slots.every((slot) => example[slot.name] === values[slot.name]));
  return examples[(at + 1) % Math.max(1, examples.length)] ?? {};
}
