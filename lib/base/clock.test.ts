import { describe, expect, it, vi } from 'vitest';
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

  it('counts what elapses, but not what a process sleeps through', () => {
    const read = vi.spyOn(performance, 'now');
    try {
      read.mockReturnValue(1e9);
      const before = systemClock.elapsed();
      read.mockReturnValue(1e9 + 700);
      expect(systemClock.elapsed() - before).toBeCloseTo(700, 6);
      read.mockReturnValue(1e9 + 700 + 8 * 3_600_000);
      expect(systemClock.elapsed() - before).toBeCloseTo(5_700, 6);
    } finally {
      read.mockRestore();
    }
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

  it('is set without that time passes', async () => {
    const clock = createManualClock(1_000);
    const ended: string[] = [];
    const waiting = clock.delay(30).then(() => ended.push('over'));
    clock.set(3_600_000);
    clock.advance(29);
    await Promise.resolve();
    expect([ended, clock.now(), clock.elapsed()]).toEqual([[], 3_600_029, 1_029]);
    clock.advance(1);
    await waiting;
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
