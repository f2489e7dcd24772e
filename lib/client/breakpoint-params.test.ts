import { describe, expect, it } from 'vitest';
import type { Breakpoints } from '@/lib/search';
import { breakpointsFromParams, breakpointsToParams } from './index';

describe('breakpoints in the address', () => {
  it.each<Breakpoints>([
    {},
    { closerThan: 0.05, fallsBy: 1, losesReference: true, holdsAnswer: '42' },
    { holdsAnswer: '1' },
  ])('survive the way into the address and back: %j', (breakpoints) => {
    const params = new URLSearchParams();
    breakpointsToParams(breakpoints, params);
    expect(breakpointsFromParams(params)).toEqual(breakpoints);
  });
  it('what cannot be read is not asked for', () => {
    const params = new URLSearchParams('pauseclose=near&pausefall=7&pausecut=perhaps&pauseanswer=x');
    expect(breakpointsFromParams(params)).toEqual({ holdsAnswer: 'x' });
  });
});
