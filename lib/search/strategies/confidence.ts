/**
 * How sure a vote is of its leading answer: the Beta rule of the adaptive vote (Aggarwal et al. 2023, arXiv 2305.11860,
 * section 3). Knows counts of votes, no strategy.
 */

/**
 * How sure it is that the answer of `leader` votes is the more frequent one against `second`: 1 less the incomplete beta
 * function at one half, of leader + 1 and second + 1. In [0.5, 1] for leader >= second.
 */
export function confidenceIn(leader: number, second: number): number {
  const trials = leader + second + 1;
  let logTerm = -trials * Math.LN2;
  let sum = 0;
  for (let k = 0; k <= second; k++) {
    sum += Math.exp(logTerm);
    logTerm += Math.log((trials - k) / (k + 1));
  }
  return 1 - sum;
}

/** `confidence` in (0.5, 1]. Of 1 no vote is ever sure, although in floating point 53 votes against none come to it. */
export function isSure(leader: number, second: number, confidence: number): boolean {
  return confidence < 1 && leader > second && confidenceIn(leader, second) >= confidence;
}
