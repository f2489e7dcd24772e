/**
 * Where the answers stand on a strip: within the stretch in which each was held, else beside it where nothing else is. Pixels;
 * knows no screen.
 */

/** A stretch that an answer was held for, in the order of the strip; `words`: the answer in one line. */
export interface LabelledStretch {
  readonly start: number;
  readonly end: number;
  readonly words: string;
}

export interface StripLabel {
  readonly left: number;
  /** What it may take; a longer one ends in dots. */
  readonly width: number;
  /** It stands before its stretch, and ends where that begins. */
  readonly isBefore?: true;
}

/** Of a letter, rather more than less, and of what stands around all of them. */
const letter = 6.6;
const padding = 10;
/** Of two letters and dots: what is shorter is not worth reading. */
const least = 30;

/** For each stretch its label's place on a strip so wide; undefined where it is better left out. */
export function placeLabels(stretches: readonly LabelledStretch[], width: number): readonly (StripLabel | undefined)[] {
  // How far the strip is taken, by stretches and by what stands beside them.
  let before = 0;
  return stretches.map(({ start, end, words }, i) => {
    const label = placed({ start, end, before, behind: stretches[i + 1]?.start ?? width }, words);
    before = Math.max(end, label === undefined ? 0 : label.left + label.width);
    return label;
  });
}

interface Surroundings extends Pick<LabelledStretch, 'start' | 'end'> {
  /** Where what stands before it ends, and what comes after it begins. */
  readonly before: number;
  readonly behind: number;
}

function placed({ start, end, before, behind }: Surroundings, words: string): StripLabel | undefined {
  const wanted = words.length * letter + padding;
  const own = end - start;
  if (wanted <= own) return { left: start, width: own };
  if (wanted <= behind - end) return { left: end, width: wanted };
  if (wanted <= start - before) return { left: start - wanted, width: wanted, isBefore: true };
  return own < least ? undefined : { left: start, width: own };
}
