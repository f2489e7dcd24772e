/**
 * Why a value is none that this version can read, in words: above all, that a later version of Longthink may have written
 * it. Knows the issues of a schema, not what is read or from where.
 */
import type { z } from 'zod';

/** Characters of a reason: it repeats names of the log, however long they are. */
const maxReasonLength = 500;

/** The first reason, a later version before all others. `value` is what `error` was found in. */
export function whyUnreadable(value: unknown, error: z.ZodError): string {
  const reason = firstReason(value, error);
  return reason.length <= maxReasonLength ? reason : `${reason.slice(0, maxReasonLength)} …`;
}

function firstReason(value: unknown, { issues }: z.ZodError): string {
  for (const laterWords of [versionWords, unknownWords]) {
    for (const issue of issues) {
      const words = laterWords(issue, value);
      if (words !== undefined) return words;
    }
  }
  const [first] = issues;
  const where = first === undefined || first.path.length === 0 ? 'the entry' : `“${first.path.join('.')}”`;
  return `${where}: ${first?.message ?? 'not in the agreed form'}`;
}

function versionWords(issue: z.core.$ZodIssue, value: unknown): string | undefined {
  if (issue.code !== 'invalid_value' || issue.path.at(-1) !== 'version') return undefined;
  const version = valueAt(value, issue.path);
  const newest = issue.values.at(-1);
  if (typeof version !== 'number' || typeof newest !== 'number') return undefined;
  const known = `version${issue.values.length === 1 ? '' : 's'} ${issue.values.join(' and ')}`;
  return version > newest
    ? `written by a newer Longthink (log version ${version}); this one reads ${known}`
    : `written in log version ${version}; this Longthink reads ${known}`;
}

/** Events, fields and names that are not in this version's vocabulary. */
function unknownWords(issue: z.core.$ZodIssue, value: unknown): string | undefined {
  const found = valueAt(value, issue.path);
  if (issue.code === 'invalid_union' && issue.path.at(-1) === 'type' && typeof found === 'string')
    return unknown(`the event “${found}”`);
  if (issue.code === 'invalid_value' && typeof found === 'string')
    return unknown(`“${found}” as “${issue.path.join('.')}”`);
  if (issue.code === 'unrecognized_keys')
    return unknown(`the field “${[...issue.path, issue.keys[0] ?? ''].join('.')}”`);
  return undefined;
}

function unknown(what: string): string {
  return `this Longthink does not know ${what}; a newer one may have written it`;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (inner as Readonly<Record<PropertyKey, unknown>>)[key] : undefined,
    value,
  );
}
