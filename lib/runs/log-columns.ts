/**
 * Entries of a log by columns: of all events with the same fields the values of each field one after the other. Like stands
 * beside like, so that it packs to two thirds and is parsed in half the time. Nothing is left out; what an event means is not
 * known here.
 */
import { z } from 'zod';
import { isObject } from '@/lib/base';
import { fewestPacked } from './wire';

/** Checked where they become entries again, and so not one by one. */
const valuesSchema = z.custom<readonly unknown[]>(Array.isArray);

const logColumnsSchema = z.strictObject({
  /** Of the first entry; the others follow without gaps. */
  seq: z.int().min(1),
  /** Milliseconds since the epoch of the first entry, then from each to the next. */
  at: valuesSchema,
  /** Each form of event: the values of its fields, in the order of its entries. */
  forms: z.array(z.strictObject({ type: z.string(), fields: z.record(z.string(), valuesSchema) })),
  /** The form of each entry. */
  of: valuesSchema,
});
type LogColumns = z.infer<typeof logColumnsSchema>;

/** What is packed of a log: its entries, by columns where they are many. What are no entries is kept as it is. */
export function toPacked(entries: readonly unknown[]): string {
  return JSON.stringify((entries.length < fewestPacked ? undefined : byColumns(entries)) ?? entries);
}

/** The entries that were packed; `value`: what is said as JSON. Of what nobody packed it is given back as it is. */
export function fromPacked(value: unknown): unknown {
  const columns = logColumnsSchema.safeParse(value);
  return columns.success ? entriesIn(columns.data) : value;
}

interface Form {
  readonly type: string;
  readonly names: readonly string[];
  readonly columns: readonly unknown[][];
}

/** Undefined where they are no entries that follow each other without gaps, or none at all. */
function byColumns(entries: readonly unknown[]): LogColumns | undefined {
  const forms: Form[] = [];
  const at: number[] = [];
  const of: number[] = [];
  /** By its names: a log has some thirty forms. */
  const places = new Map<string, number>();
  let last: EntryLike | undefined;
  for (const entry of entries) {
    if (!isEntryLike(entry) || (last !== undefined && entry.seq !== last.seq + 1)) return undefined;
    const { type, ...fields } = entry.event;
    const names = Object.keys(fields);
    const key = JSON.stringify([type, ...names]);
    const place = places.get(key) ?? forms.push({ type, names, columns: names.map(() => []) }) - 1;
    places.set(key, place);
    const { columns } = forms[place]!;
    names.forEach((name, i) => columns[i]!.push(fields[name]));
    at.push(entry.at - (last?.at ?? 0));
    of.push(place);
    last = entry;
  }
  if (last === undefined) return undefined;
  return {
    seq: last.seq - entries.length + 1,
    at,
    forms: forms.map(({ type, names, columns }) => ({
      type,
      fields: Object.fromEntries(names.map((name, i) => [name, columns[i]!])),
    })),
    of,
  };
}

/** The entries as they were, and as little checked; columns that do not fit together give entries that are none. */
function entriesIn({ seq, at, forms, of }: LogColumns): unknown[] {
  const readers = forms.map(({ type, fields }) => ({ type, columns: Object.entries(fields), next: 0 }));
  let time = 0;
  return of.map((place, i) => {
    const reader = readers[Number(place)];
    if (reader === undefined) return undefined;
    time += Number(at[i]);
    const event: Record<string, unknown> = { type: reader.type };
    for (const [field, values] of reader.columns) event[field] = values[reader.next];
    reader.next += 1;
    return { seq: seq + i, at: time, event };
  });
}

interface EntryLike {
  readonly seq: number;
  readonly at: number;
  readonly event: Readonly<Record<string, unknown>> & { readonly type: string };
}

function isEntryLike(value: unknown): value is EntryLike {
  if (!isObject(value) || Object.keys(value).length !== 3) return false;
  const { seq, at, event } = value;
  return Number.isSafeInteger(seq) && Number.isSafeInteger(at) && isObject(event) && typeof event['type'] === 'string';
}
