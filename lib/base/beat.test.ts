import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startBeat } from './index';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('a beat begins anew a pause after its last end, also when that was a failure', async () => {
  const counts: number[] = [];
  const errors: unknown[] = [];
  let end: (() => void) | undefined;
  const beat = startBeat({
    pauseMs: 100,
    work: async (count) => {
      counts.push(count);
      if (count === 1) throw new Error('not yet');
      await new Promise<void>((resolve) => {
        end = resolve;
      });
    },
    onError: (error) => errors.push(error),
  });
  await vi.advanceTimersByTimeAsync(99);
  expect(counts).toEqual([]);
  await vi.advanceTimersByTimeAsync(101);
  expect(counts).toEqual([1, 2]);
  expect(errors).toEqual([new Error('not yet')]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(counts).toEqual([1, 2]);
  end?.();
  await vi.advanceTimersByTimeAsync(100);
  expect(counts).toEqual([1, 2, 3]);
  beat.stop();
});

it('a beat that was stopped begins no more, be it while it pauses or while it works', async () => {
  let times = 0;
  const idle = startBeat({ pauseMs: 10, work: async () => void times++, onError: () => undefined });
  idle.stop();
  const busy = startBeat({
    pauseMs: 10,
    work: async () => {
      times++;
      busy.stop();
    },
    onError: () => undefined,
  });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(times).toBe(1);
});
