/**
 * Names of runs and experiments: sortable by time of creation, unguessable, safe in URLs and file names.
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

const placeLength = 5;

/** The name of the run that has this place, counted from 0, in an experiment: always the same, and in the order of the plan. */
export function runIdAt(experimentId: string, place: number): string {
  let digits = '';
  for (let rest = place, i = 0; i < placeLength; i++, rest = Math.floor(rest / 32))
    digits = alphabet[rest % 32] + digits;
  return experimentId.slice(0, timeLength + randomLength - placeLength) + digits;
}

/** When it, or its experiment, was made, milliseconds since the epoch; 0 for what is no run's name. */
export function createdAtOf(runId: string): number {
  if (!isRunId(runId)) return 0;
  const digits = Array.from(runId.slice(0, timeLength), (character) => alphabet.indexOf(character));
  return digits.reduce((time, digit) => time * 32 + digit, 0);
}

/** Whether `text` could have come from `createRunId`; anything else needs no look into the store. */
function isRunId(text: string): boolean {
  return /^[0-9a-hjkmnp-tv-z]{20}$/.test(text);
}
