/**
 * Estimators: what a pool of solutions says about every smaller budget, how sure that is, and how good a verifier's scores
 * are. Pure; chance is seeded and handed in. Definitions and sources stand at each function.
 */
export type { Candidate } from './candidate';
export { bootstrapMean, wilson } from './intervals';
export type { BootstrapOptions, Interval } from './intervals';
export { bestOf, passAt, voteAmongResampled } from './pool';
export type { Resampled, VoteOptions } from './pool';
export { areaUnderCurve, calibration, calibrationError } from './ranking';
export type { CalibrationBin, Scored } from './ranking';
