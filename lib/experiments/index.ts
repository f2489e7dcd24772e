/**
 * Experiments: many searches over a problem set, measured. The grid as searches, what each leaves behind, the log of an
 * experiment and the port to where it is kept. Pure; who makes the searches and who keeps them is not known here.
 */
export { estimateExperiment } from './estimate';
export { headOf } from './head';
export type { HeldJob, HeldSearch, SearchJobs, SearchKind, SearchPlace } from './jobs';
export { effectOf, experimentEntrySchema, experimentLogVersion, foldExperiment } from './log';
export type { ExperimentEntry, ExperimentEvent, ExperimentStart, ExperimentState, FailedRun } from './log';
export { cellsOf, countRuns, gridComplaints, maxRuns, planRuns, problemsOf } from './plan';
export type { Complaint, PlannedRun, RunPlan } from './plan';
export { readRecording, writeRecording } from './recording';
export type { ExperimentRecording } from './recording';
export { resultOf } from './result';
export type { RunFacts } from './result';
export { decodeResult, encodeResult } from './result-codec';
export type { KeptResult } from './result-codec';
export { RunQueue } from './run-queue';
export type { NextRun, Settlement } from './run-queue';
export type { EndedRun, ExperimentHead, ExperimentStore, ListedExperiment, RunCounts, StoredRun } from './store';
