/**
 * Keys as tables: a line says which keys, in words what they do, and holds the acts. The page's one listener acts on these
 * lines and its list of keys shows them, so that neither can know what the other does not. Knows the rules for when a key
 * belongs to the page at all; no key in particular.
 */
import type { RefObject } from 'react';

export interface KeyLine {
  readonly does: string;
  /**
   * By chord, in the order in which they are listed: the `key` of the event, `Control+` before it while Control or Meta is
   * down. Undefined: nothing to do now, or something that the browser or the control in focus does.
   */
  readonly keys: Readonly<Record<string, (() => void) | undefined>>;
  /** These keys act only while the focus is in here; without it, wherever the focus is. */
  readonly within?: RefObject<HTMLElement | null>;
}

export interface KeySection {
  readonly title: string;
  readonly lines: readonly KeyLine[];
}

/** Sections of one title as one, where the first of them stands. */
export function joinedSections(sections: readonly KeySection[]): readonly KeySection[] {
  const titles = [...new Set(sections.map(({ title }) => title))];
  return titles.map((title) => ({
    title,
    lines: sections.filter((section) => section.title === title).flatMap(({ lines }) => lines),
  }));
}

/**
 * What the first line with this key does, those of the part that has the focus before those of the page; undefined where there
 * is none, or where the key belongs to something else.
 */
export function actOf(event: KeyboardEvent, sections: readonly KeySection[]): (() => void) | undefined {
  if (event.defaultPrevented || belongsToFocus(event)) return undefined;
  const chord = chordOf(event);
  const lines = sections
    .flatMap((section) => section.lines)
    .filter(({ keys, within }) => keys[chord] !== undefined && isWithin(event, within));
  return (lines.find(({ within }) => within !== undefined) ?? lines[0])?.keys[chord];
}

function chordOf({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): string {
  return `${altKey ? 'Alt+' : ''}${ctrlKey || metaKey ? 'Control+' : ''}${key}`;
}

/** A text field or a select takes every plain key; whatever can be pressed takes the space bar, a link Enter in every form. */
function belongsToFocus({ key, target, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (key === 'Enter' && target.closest('a') !== null) return true;
  if (ctrlKey || metaKey) return false;
  if (key === ' ' && target.closest('button, a, summary, input, select, [role="tab"]') !== null) return true;
  return (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !['range', 'checkbox', 'radio', 'button'].includes(target.type))
  );
}

function isWithin({ target }: KeyboardEvent, within: KeyLine['within']): boolean {
  return within === undefined || (target instanceof Node && within.current?.contains(target) === true);
}

const names: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  PageUp: 'Page ↑',
  PageDown: 'Page ↓',
  Control: 'Ctrl',
  Escape: 'Esc',
  ' ': 'Space',
  '-': '−',
};

/** The keys of a chord as they are written on a keyboard: `['Ctrl', 'Enter']`, `['←']`, `['L']`. */
export function namesOf(chord: string): readonly string[] {
  const keys = chord.length > 1 ? chord.split('+') : [chord];
  return keys.map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key));
}
