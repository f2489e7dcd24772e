/**
 * Estimators: what a pool of solutions says about every smaller budget, how sure that is, how methods differ, what they
 * cost, and how good a verifier's scores are. Pure; chance is seeded and handed in. Definitions and sources stand at each function.
 */
export type { Candidate } from './candidate';
export { crossing, crossingAt } from './crossing';
export type { Crossing, CrossingInput } from './crossing';
export { absoluteBins, chooseAcrossFolds, membersOf, quantileBins, twoFolds } from './difficulty';
export type { Bin, Binning, Choice } from './difficulty';
export { bootstrapMean, meanInterval, wilson } from './intervals';
export type { BootstrapOptions, Interval } from './resamples';
export { holm } from './many';
export { smallestDifference } from './power';
export { drawShares, measuredShare, publishedShare, unpairedDifference } from './unpaired';
export type { UnpairedDifference } from './unpaired';
export { mcNemar, pairedDifference, pairedPermutation } from './paired';
export type { PairedDifference, PairedOptions } from './paired';
export { anyOfBlock, bestOf, bestOfBlock, bestOfEach, passAt, voteAmongResampled, votesResampled } from './pool';
export type { Resampled, VoteOptions, VotesResampled } from './pool';
export {
  areasWithin,
  areaUnderCurve,
  bootstrapAreaUnderCurve,
  calibration,
  calibrationError,
  rankCorrelation,
} from './ranking';
export type { CalibrationBin, Scored } from './ranking';
export { concordance, histogram, reliability } from './reliability';
export type { Reliability, ReliabilityBin } from './reliability';
export {
  drawResamples,
  meanAmong,
  meanOf,
  percentileInterval,
  resampledMeans,
  resampledMeansOf,
  resamplesAmong,
} from './resamples';
export type { Resamples } from './resamples';
export { flopsOf, priceOf, shareOfReading, shareOfWriting } from './work';
export type { TokenCounts } from './work';
