/** A number token as an exact value: whole, decimal, with an exponent, or with repeating digits. */
import { rational } from '../numbers/rational';
import type { Token } from './tokenize';
import type { NumberNode } from '../tree';
import type { Work } from '../numbers/work';
import { Unreadable } from '../numbers/work';

const MAX_DIGITS = 3_000;

export function readNumber(token: Extract<Token, { kind: 'number' }>, work: Work): NumberNode {
  const [mantissa = '', exponentText = '0'] = token.text.split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const repeating = token.repeating ?? '';
  const exponent = Number(exponentText);
  if (whole.length + fraction.length + Math.abs(exponent) > MAX_DIGITS) throw new Unreadable('number too long');
  work.charge((whole.length + fraction.length) >> 4);
  let top = BigInt(whole + fraction || '0');
  let bottom = 10n ** BigInt(fraction.length);
  if (repeating !== '') {
    // 0.1 followed by 6 repeating = (16 - 1) / 90.
    const nines = 10n ** BigInt(repeating.length) - 1n;
    top = top * nines + BigInt(repeating);
    bottom *= nines;
  }
  if (exponent > 0) top *= 10n ** BigInt(exponent);
  if (exponent < 0) bottom *= 10n ** BigInt(-exponent);
  const value = rational(top, bottom, work);
  if (value === undefined) throw new Unreadable('number too long');
  const isDecimal = repeating === '' && mantissa.includes('.');
  return isDecimal ? { kind: 'number', value, decimals: fraction.length - exponent } : { kind: 'number', value };
}
