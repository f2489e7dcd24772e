/** The text of a cell: plain ones, lists, chat messages and small structures. It knows no column. */
import { fillText, rowReasons, type Text } from '@/lib/words';
import { isObject } from '@/lib/base';

/** Lists within lists. */
const maxListLevels = 8;
/** Names under which a structure keeps the text that it is about, best first. */
const contentNames = ['content', 'text', 'ground_truth', 'answer', 'target', 'value', 'stem'];

/**
 * A plain text; lists of one are what they hold, of several are written one after the other, of chat messages are what the
 * user said last. A structure is the text that it is about. Lists too deep hold none.
 */
export function textOf(value: unknown, levels = maxListLevels): string {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (levels === 0) return '';
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value;
    if (list.some(isMessage)) return textOf(list.filter(isQuestion).at(-1), levels - 1);
    return list
      .map((each) => textOf(each, levels - 1))
      .filter((each) => each !== '')
      .join(', ');
  }
  if (!isObject(value)) return '';
  // Each content is looked at once: what is asked twice at every level is asked 2^levels times at the last.
  for (const name of contentNames) {
    const text = value[name] === undefined ? '' : textOf(value[name], levels - 1);
    if (text !== '') return text;
  }
  return '';
}

function isMessage(value: unknown): boolean {
  return isObject(value) && (typeof value['role'] === 'string' || typeof value['from'] === 'string');
}

function isQuestion(value: unknown): boolean {
  return isObject(value) && ['user', 'human'].includes(String(value['role'] ?? value['from']));
}

/** What a cell without text holds, in words: `an object (role, content)`. */
export function contentsOf(value: unknown): Text | undefined {
  if (Array.isArray(value))
    return value.some(isObject) ? fillText(rowReasons.aList, { count: value.length }) : undefined;
  if (!isObject(value)) return undefined;
  const names = Object.keys(value);
  return names.length === 0
    ? undefined
    : fillText(rowReasons.anObject, { names: names.slice(0, 6).join(', ').slice(0, 100) });
}
