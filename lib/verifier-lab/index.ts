/**
 * The lab of verifiers: what a log says of the verifier that scored it, and the report on all of it. Statistics are those of
 * `lib/metrics`. Pure; knows no store, no server and no picture.
 */
export { comparableRunOf } from './comparable-run';
export type { ComparableRun } from './comparable-run';
export { comparisonOf } from './comparison';
export type { SecondScores } from './comparison';
export { gapsOfExperiment } from './gaps';
export { labRunOf } from './lab-run';
export type { LabRun } from './lab-run';
export { labReportOf } from './report';
export type { LabMaterial } from './report';
export { trainingLinesOf } from './training';
