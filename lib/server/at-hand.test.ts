/** A page waits for what is at hand, and for nothing else. */
import { describe, expect, it } from 'vitest';
import { atHand, inTime } from './at-hand';

const soonMs = 20;

describe('what a page begins with', () => {
  it('is there where it comes in time', async () => {
    expect(await inTime(Promise.resolve('here'), soonMs)).toBe('here');
  });

  it('is not waited for beyond that', async () => {
    const never = new Promise<string>(() => undefined);
    expect(await inTime(never, soonMs)).toBeUndefined();
  });

  it('is missing where it cannot be had: the call for it tells why', async () => {
    expect(await inTime(Promise.reject(new Error('no such experiment')), soonMs)).toBeUndefined();
  });

  it('is for nobody who did not come in by the door', async () => {
    expect(await atHand(() => Promise.reject(new Error('not asked')))).toBeUndefined();
  });
});
