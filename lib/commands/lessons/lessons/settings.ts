/** The numbers of the runs that lessons show: so few that every step can be read; and what counts as a high score. */
import type { Wish } from '../studio';

const numbers = { n: 8, beamWidth: 4 };

export const greedyRun: Wish = { strategy: 'greedy', config: { n: 1 } };
export const voteRun: Wish = { strategy: 'majority', config: numbers };
/** So many that what is left of a mistake is a habit. */
export const manyRun: Wish = { strategy: 'majority', config: { ...numbers, n: 64 } };
export const poolRun: Wish = { strategy: 'best-of-n', config: numbers };
export const beamRun: Wish = { strategy: 'beam-search', config: numbers };
/** More, so that there are trees enough. */
const forest = { n: 16, beamWidth: 4 };
export const wideBeamRun: Wish = { strategy: 'beam-search', config: forest };
export const treesRun: Wish = { strategy: 'dvts', config: forest };
/** Two chains, by the model that was trained to see attempts. */
export const chainsRun: Wish = { strategy: 'revisions', config: { n: 8, revisions: 4 }, policy: 'reviser' };
export const autoRun: Wish = { strategy: 'auto', config: numbers };

/** A score above this says that the verifier believes it. */
export const likely = 0.5;
