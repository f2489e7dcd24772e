/** How numbers and times are written everywhere. */
import { format } from 'd3';
import { percentSign, sayIn, sharedWords, type Say } from '@/lib/words';

export { formatScore } from '@/lib/base';

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

export function formatCount(value: number): string {
  return whole.format(value);
}

/** `57.2 %` */
export function formatShare(share: number): string {
  return `${(share * 100).toFixed(1)}${percentSign}`;
}

const withUnit = format('.3~s');

/** Three digits at most, with SI units from ten thousand on: `0.042`, `950`, `1,520`, `12.3 k`, `3.8 G`. */
export function formatAmount(value: number): string {
  if (value !== 0 && Math.abs(value) >= 10_000) return withUnit(value).replace(/[a-z]$/i, ' $&');
  return Number(value.toPrecision(Math.abs(value) >= 1_000 ? 4 : 3)).toLocaleString('en', { maximumFractionDigits: 6 });
}

/** A size of a file: `812 B`, `447 kB`, `1.2 GB`. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  return `${Number((bytes / 1000 ** power).toPrecision(3))} ${['B', 'kB', 'MB', 'GB'][power]}`;
}

/** `1 call`, `3 calls`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** Millions of parameters in three digits: `0.487 M`, `3.2 M`, `8.03 B`. */
export function formatParameters(millions: number): string {
  return millions < 1_000 ? `${Number(millions.toPrecision(3))} M` : `${Number((millions / 1_000).toPrecision(3))} B`;
}

/** A duration in seconds: `0.42 s`, `12.3 s`, `3 min 05 s`, `2 h 10 min`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 1) return `${seconds.toFixed(2)} s`;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const rounded = Math.round(seconds);
  if (rounded < 3600) return `${Math.floor(rounded / 60)} min ${String(rounded % 60).padStart(2, '0')} s`;
  return `${Math.floor(rounded / 3600)} h ${String(Math.floor((rounded % 3600) / 60)).padStart(2, '0')} min`;
}

/** How long ago, in the largest fitting unit. */
export function formatAgo(fromMs: number, nowMs: number, say: Say = sayIn('en')): string {
  const seconds = Math.max(0, (nowMs - fromMs) / 1000);
  if (seconds < 45) return say(sharedWords.justNow);
  if (seconds < 3600) return say(sharedWords.minutesAgo, { minutes: Math.max(1, Math.round(seconds / 60)) });
  if (seconds < 86_400) return say(sharedWords.hoursAgo, { hours: Math.round(seconds / 3600) });
  return say(sharedWords.daysAgo, { days: formatCount(Math.round(seconds / 86_400)) });
}
