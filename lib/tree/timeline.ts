/**
 * Playback time of a log: sequence numbers on one side, milliseconds from the first entry on the other. Long silences
 * (a pause, a server that was down, a night) are shortened so that playing never stands still. Beside it the time that the run
 * itself took. Knows no clock.
 */
import { workMsOf } from '@/lib/runs/work-time';
import type { LogEntry } from '@/lib/runs/wire';

/** Silence between two entries that is played in full; the rest of a longer one is skipped. */
export const longestSilenceMs = 1_500;

export interface Timeline {
  /** Playback time of each entry, ascending; entry i has seq i + 1. */
  readonly times: readonly number[];
  readonly durationMs: number;
  /** How long the run had been worked on at each entry: without pauses, and with silences as long as they were. */
  readonly worked: readonly number[];
}

/** Extends `previous` when it covers a prefix of `entries`; the array is shared and only grows. */
export function timelineOf(entries: readonly LogEntry[], previous?: Timeline): Timeline {
  const isLonger = previous !== undefined && previous.times.length <= entries.length;
  const times = isLonger ? (previous.times as number[]) : [];
  const worked = isLonger ? (previous.worked as number[]) : [];
  for (let i = times.length; i < entries.length; i++) {
    const gap = i === 0 ? 0 : entries[i]!.at - entries[i - 1]!.at;
    // A clock that was set back counts as no time.
    times.push((times[i - 1] ?? 0) + Math.min(Math.max(gap, 0), longestSilenceMs));
    worked.push((worked[i - 1] ?? 0) + workMsOf(entries[i]!.event, gap));
  }
  return { times, durationMs: times.at(-1) ?? 0, worked };
}

/** Playback milliseconds at which entry `seq` happened; 0 before the first. */
export function timeOfSeq(timeline: Timeline, seq: number): number {
  return timeline.times[Math.min(seq, timeline.times.length) - 1] ?? 0;
}

/** Milliseconds that the run had been worked on at entry `seq`; 0 before the first. */
export function workedAt({ worked }: Timeline, seq: number): number {
  return worked[Math.min(seq, worked.length) - 1] ?? 0;
}

/** The last entry that has happened at playback time `ms`; 0 before the first. */
export function seqAtTime(timeline: Timeline, ms: number): number {
  let low = 0;
  let high = timeline.times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timeline.times[middle]! <= ms) low = middle + 1;
    else high = middle;
  }
  return low;
}
