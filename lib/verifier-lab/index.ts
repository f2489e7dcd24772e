/**
 * The lab of verifiers: what a log says of the verifier that scored it, and the report on all of it. Statistics are those of
 * `lib/metrics`. Pure; knows no store, no server and no picture.
 */
export { gapsOfExperiment } from './gaps';
export { labRunOf } from './lab-run';
export type { LabRun } from './lab-run';
export { labReportOf } from './report';
export type { LabMaterial } from './report';
export { trainingLinesOf } from './training';
