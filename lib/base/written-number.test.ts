import { describe, expect, it } from 'vitest';
import { decimalNumber, wholeNumber } from './index';

describe('a number in an address', () => {
  const whole = wholeNumber({ min: 0, max: 36_500 });
  it.each([
    ['0', 0],
    ['30', 30],
    [30, 30],
  ])('%o is %o', (written, number) => expect(whole.parse(written)).toBe(number));

  it.each([
    ' ',
    '\n',
    '\t',
    '0x0',
    '-0',
    '+0',
    '1e1',
    '3 0',
    ' 30',
    '030',
    '',
    'Infinity',
    '36501',
    '1.0',
    null,
    [],
    [1],
  ])('%o is none, and no 0', (written) => expect(whole.safeParse(written).success).toBe(false));

  it('may have decimals where it is said so', () => {
    const share = decimalNumber({ min: 0, max: 1 });
    expect(['0', '1', '0.25', 0.5].map((written) => share.parse(written))).toEqual([0, 1, 0.25, 0.5]);
    for (const written of [' ', '.5', '1e-1', '0x1', '1.', '-0', '2'])
      expect(share.safeParse(written).success).toBe(false);
  });
});
