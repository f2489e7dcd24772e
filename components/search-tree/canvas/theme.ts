/**
 * The colours the canvas draws with: plain strings, so that they can be posted to a worker. Read from the CSS variables
 * on <html>, which are the single truth of colour. Knows no tree.
 */
import { color, interpolateRgbBasis } from 'd3';

/** Scores are drawn in this many steps, so that strokes of one colour go out in one batch. */
export const scoreBuckets = 24;
/** Bucket of nodes without a score. */
export const noScore = scoreBuckets;

export interface TreeTheme {
  readonly isDark: boolean;
  readonly bg: string;
  readonly card: string;
  readonly ink: string;
  readonly mute: string;
  readonly dim: string;
  readonly line: string;
  readonly gold: string;
  /** Gold at the two strengths of the halo. */
  readonly halo: readonly [string, string];
  /** Ink, faint: rings around tips and selection. */
  readonly inkFaint: string;
  readonly bad: string;
  readonly good: string;
  /** By score bucket, the last one for nodes without a score. */
  readonly score: readonly string[];
  /** The same, faded, for what was cut. */
  readonly twig: readonly string[];
  readonly twigDot: readonly string[];
  readonly font: string;
}

/** The bucket of a score in [0, 1]. */
export function bucketOf(score: number | undefined): number {
  return score === undefined ? noScore : Math.max(0, Math.min(scoreBuckets - 1, Math.floor(score * scoreBuckets)));
}

/** Reads the theme that is in force at `element`. */
export function readTheme(element: HTMLElement): TreeTheme {
  const style = getComputedStyle(element);
  const value = (name: string) => style.getPropertyValue(`--${name}`).trim() || '#808080';
  const ramp = interpolateRgbBasis([0, 1, 2, 3, 4].map((stop) => value(`ramp-${stop}`)));
  const isDark = (color(value('bg'))?.rgb().r ?? 0) < 128;
  const score = [...Array.from({ length: scoreBuckets }, (_, i) => ramp(i / (scoreBuckets - 1))), value('mute')];
  const faded = (strength: number) => score.map((each) => withAlpha(each, strength));
  return {
    isDark,
    bg: value('bg'),
    card: value('card'),
    ink: value('ink'),
    mute: value('mute'),
    dim: value('dim'),
    line: value('line'),
    gold: value('gold'),
    halo: [withAlpha(value('gold'), 0.07), withAlpha(value('gold'), 0.13)],
    inkFaint: withAlpha(value('ink'), 0.25),
    bad: value('bad'),
    good: value('good'),
    score,
    twig: faded(isDark ? 0.42 : 0.5),
    twigDot: faded(isDark ? 0.55 : 0.65),
    font: style.fontFamily || 'sans-serif',
  };
}

function withAlpha(css: string, opacity: number): string {
  return color(css)?.copy({ opacity }).formatRgb() ?? css;
}
