import { describe, expect, it } from 'vitest';
import { createManualClock, doublingDelay, systemClock } from './index';

describe.each([
  ['system', () => systemClock],
  ['manual', () => createManualClock()],
] as const)('the %s clock', (_name, create) => {
  it('rejects a delay with the reason of its signal, before and while it waits', async () => {
    const controller = new AbortController();
    const waiting = create().delay(60_000, controller.signal);
    controller.abort(new Error('changed my mind'));
    await expect(waiting).rejects.toThrow('changed my mind');
    await expect(create().delay(0, controller.signal)).rejects.toThrow('changed my mind');
  });
});

describe('the system clock', () => {
  it('ends a delay', async () => {
    const before = systemClock.now();
    await systemClock.delay(1);
    expect(systemClock.now()).toBeGreaterThanOrEqual(before);
  });
});

describe('the manual clock', () => {
  it('ends delays in the order they are due, and only when they are', async () => {
    const clock = createManualClock(1_000);
    const ended: string[] = [];
    const late = clock.delay(30).then(() => ended.push('late'));
    const early = clock.delay(10).then(() => ended.push('early'));
    clock.advance(9);
    await Promise.resolve();
    expect([ended, clock.pending(), clock.now()]).toEqual([[], [1, 21], 1_009]);
    clock.advance(100);
    await Promise.all([late, early]);
    expect(ended).toEqual(['early', 'late']);
    expect(clock.pending()).toEqual([]);
  });

  it('forgets an aborted delay', async () => {
    const clock = createManualClock();
    const controller = new AbortController();
    const waiting = clock.delay(10, controller.signal);
    controller.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    expect(clock.pending()).toEqual([]);
  });
});

it('a doubling delay grows to its longest', () => {
  expect([0, 1, 2, 3, 60].map((retry) => doublingDelay(retry, 300, 2_000))).toEqual([300, 600, 1_200, 2_000, 2_000]);
  expect(doublingDelay(4, 500)).toBe(8_000);
});
