import { expect, it } from 'vitest';
import { formatScore } from './index';

it('a score has two decimals, and only a full one is written 1.00', () => {
  expect([0, 0.125, 0.994, 0.995, 0.9999, 1].map(formatScore)).toEqual([
    '0.00',
    '0.13',
    '0.99',
    '0.99',
    '0.99',
    '1.00',
  ]);
});
