/**
 * What of a foreign value no schema names, and so was not read: told by the schema itself, which is the one place that says what
 * is. Counts names; keeps no values.
 */
import { z } from 'zod';
import { isObject } from '@/lib/base';
import { asText, fillText, joinTexts, lineNotes, type Text } from '@/lib/words';

/** Names, and letters of each, that are remembered; a file may have as many as it likes. */
const maxNames = 1_000;
const maxNameLength = 100;
/** That are told. */
const shownNames = 12;
const shownLength = 60;

/**
 * Paths of the fields of `value` that `schema` does not name, `samples.scores`, one for each time that one is there. An empty
 * field (null) holds nothing. `value` fits the schema.
 */
export function unreadIn(value: unknown, schema: z.core.$ZodType, path: readonly string[] = []): readonly string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return value == null ? [] : unreadIn(value, schema.unwrap(), path);
  // What goes before a schema makes something else of the value; what comes behind it does not matter.
  if (schema instanceof z.ZodPipe) return schema.in instanceof z.ZodTransform ? [] : unreadIn(value, schema.in, path);
  if (schema instanceof z.ZodUnion) {
    const taken = schema.options.find((option) => z.safeParse(option, value).success);
    return taken === undefined ? [] : unreadIn(value, taken, path);
  }
  if (schema instanceof z.ZodArray)
    return Array.isArray(value) ? value.flatMap((each) => unreadIn(each, schema.element, path)) : [];
  if (!(schema instanceof z.ZodObject) || !isObject(value)) return [];
  return Object.entries(value).flatMap(([name, field]) => {
    const own = Object.hasOwn(schema.shape, name) ? schema.shape[name] : undefined;
    if (own !== undefined) return unreadIn(field, own, [...path, name]);
    return field == null ? [] : [[...path, name].join('.')];
  });
}

/** Counts names, of any number. */
export class NameCounts {
  readonly #counts = new Map<string, number>();

  add(names: readonly string[]): void {
    for (const name of names) {
      const cut = name.slice(0, maxNameLength);
      const count = this.#counts.get(cut);
      if (count !== undefined || this.#counts.size < maxNames) this.#counts.set(cut, (count ?? 0) + 1);
    }
  }

  /** The commonest of them with their counts; undefined where there are none. */
  told(): Text | undefined {
    const names = [...this.#counts].toSorted(([, one], [, other]) => other - one);
    if (names.length === 0) return undefined;
    const fields = listed(names, ([name, count]) =>
      fillText(lineNotes.field, { name: name.slice(0, shownLength), count: count.toLocaleString('en') }),
    );
    return fillText(lineNotes.unread, { fields });
  }
}

/** Files of an archive by their names; undefined where there are none. */
export function unreadFiles(names: readonly string[]): Text | undefined {
  if (names.length === 0) return undefined;
  return fillText(lineNotes.unreadFiles, { fields: listed(names, (name) => asText(name.slice(0, shownLength))) });
}

/** The first of them, and how many more there are. */
function listed<Name>(names: readonly Name[], textOf: (name: Name) => Text): Text {
  const fields = joinTexts(names.slice(0, shownNames).map(textOf), lineNotes.between);
  const more = names.length - shownNames;
  return more > 0 ? fillText(lineNotes.more, { fields, count: more.toLocaleString('en') }) : fields;
}
