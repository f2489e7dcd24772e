/**
 * Names of runs: sortable by time of creation, unguessable, safe in URLs and file names.
 * Knows nothing of what a run is.
 */
import { randomBytes } from 'node:crypto';

/** Crockford's base 32 without letters that look like digits; ascending in ASCII, so text order is number order. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const timeLength = 10;
const randomLength = 10;

/** Ten characters of time (milliseconds since the epoch), then ten random ones (50 bits). */
export function createRunId(now: number): string {
  let time = '';
  for (let rest = Math.floor(now), i = 0; i < timeLength; i++, rest = Math.floor(rest / 32))
    time = alphabet[rest % 32] + time;
  const random = Array.from(randomBytes(randomLength), (byte) => alphabet[byte % 32]).join('');
  return time + random;
}

/** What every name of a run made at `time` or later sorts behind. */
export function firstRunIdAt(time: number): string {
  return createRunId(time).slice(0, timeLength);
}

/** When it was made, milliseconds since the epoch; 0 for what is no run's name. */
export function createdAtOf(runId: string): number {
  if (!isRunId(runId)) return 0;
  const digits = Array.from(runId.slice(0, timeLength), (character) => alphabet.indexOf(character));
  return digits.reduce((time, digit) => time * 32 + digit, 0);
}

/** Whether `text` could have come from `createRunId`; anything else needs no look into the store. */
function isRunId(text: string): boolean {
  return /^[0-9a-hjkmnp-tv-z]{20}$/.test(text);
}
