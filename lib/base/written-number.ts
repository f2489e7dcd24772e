/**
 * Numbers as addresses and the environment hold them: in decimal digits and nothing else. JavaScript reads a number out of much
 * more: a space, an empty line, `0x0` and `-0` are all 0 to it, and 0 may mean everything.
 */
import { z } from 'zod';

interface Range {
  readonly min: number;
  readonly max?: number;
}

const WHOLE = /^(?:0|[1-9]\d{0,15})$/;
const DECIMAL = /^(?:0|[1-9]\d{0,15})(?:\.\d{1,20})?$/;

export function wholeNumber({ min, max = Number.MAX_SAFE_INTEGER }: Range): z.ZodType<number, number> {
  return written(WHOLE, z.int('must be a whole number, in digits').min(min).max(max));
}

export function decimalNumber({ min, max = Number.MAX_SAFE_INTEGER }: Range): z.ZodType<number, number> {
  return written(DECIMAL, z.number('must be a number, in digits').min(min).max(max));
}

function written(form: RegExp, number: z.ZodType<number, number>): z.ZodType<number, number> {
  const read = z.preprocess((value) => (typeof value === 'string' && form.test(value) ? Number(value) : value), number);
  // Who asks has a number; that it crosses as its digits is between the two ends.
  return read as z.ZodType<number, number>;
}
