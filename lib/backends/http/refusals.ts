/**
 * Fields of a request body that a server refuses, and how the body is written for it then: whole groups of fields that older
 * and stricter servers do not know, and single ones of which a model takes no value, or another. What a server refused is
 * remembered once a request without it went well; knows no field by name.
 */
import type { Backend } from '../config/backend';
import type { CallError } from './call-error';

export interface Refusals {
  /** It refuses fields that it does not know. */
  readonly isStrict: boolean;
  /** How often a field was refused: each time the next of its replacements is tried. */
  readonly fields: ReadonlyMap<string, number>;
}

/** By URL and model. */
export type KnownRefusals = Map<string, Refusals>;

/** What may stand for a field that is refused, in this order; `{}` leaves it out. */
export type Replacements = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

interface Body {
  readonly body?: Readonly<Record<string, unknown>>;
  /** Fields that a server may not know; left out for one that refuses unknown fields. */
  readonly optional?: Readonly<Record<string, unknown>>;
  readonly instead?: Replacements;
}

const none: Refusals = { isStrict: false, fields: new Map() };

export function refusalsOf(known: KnownRefusals, backend: Backend): Refusals {
  return known.get(keyOf(backend)) ?? none;
}

export function rememberRefusals(known: KnownRefusals, backend: Backend, refusals: Refusals): void {
  if (refusals !== none) known.set(keyOf(backend), refusals);
}

/** The body as this server takes it. */
export function acceptedBody({ body, optional, instead = {} }: Body, { isStrict, fields }: Refusals): object {
  const all: Record<string, unknown> = { ...body, ...(isStrict ? {} : optional) };
  for (const [field, times] of fields) {
    const replacement = instead[field]?.[times - 1];
    if (!(field in all) || replacement === undefined) continue;
    delete all[field];
    Object.assign(all, replacement);
  }
  return all;
}

/** What is known after `error` of a request that was sent with `before`; undefined when the error is about no field of it. */
export function refusedBy(
  error: CallError,
  { optional, instead = {}, body }: Body,
  before: Refusals,
): Refusals | undefined {
  if (error.isContextOverflow || error.isAboutCount) return undefined;
  const isNewlyStrict = error.isUnknownField && !before.isStrict && optional !== undefined;
  const named = Object.keys(instead).filter(
    (field) =>
      field in { ...body, ...optional } &&
      (before.fields.get(field) ?? 0) < instead[field]!.length &&
      error.isAboutField(field) &&
      // Another value is for whoever minds the value; a field is left out, or called by another name, where it is unknown.
      (error.isUnknownField || field in instead[field]![before.fields.get(field) ?? 0]!),
  );
  if (!isNewlyStrict && named.length === 0) return undefined;
  return {
    isStrict: before.isStrict || isNewlyStrict,
    fields: new Map([...before.fields, ...named.map((field) => [field, (before.fields.get(field) ?? 0) + 1] as const)]),
  };
}

function keyOf({ url, model }: Backend): string {
  return JSON.stringify([url, model]);
}
