import type { ProblemTemplate } from '@/lib/runs/wire';

/** What a template is called in the URL; a family has one template a level. */
export function templateKey(template: ProblemTemplate): string {
  return `${template.family}/${template.level}`;
}

/** A slot's value: what the reader chose, held within the slot's range. */
export function slotValue(slot: ProblemTemplate['slots'][number], values: Readonly<Record<string, number>>): number {
  const value = values[slot.name] ?? slot.default;
  return Math.min(slot.max, Math.max(slot.min, value));
}

/** The problem's statement with every slot filled. */
export function fillTemplate(template: ProblemTemplate, values: Readonly<Record<string, number>>): string {
  return template.slots.reduce((text, slot) => text.replaceAll(`{${slot.name}}`, String(slotValue(slot, values))), template.template);
}
