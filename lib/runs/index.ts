/** Runs: the log's envelope and port, the runner, and readers that follow a log while it grows. */
export { cutLog, deflatedLog, lengthOf, packedBounds } from './cut-log';
export { createRunId, createdAtOf, firstRunIdAt, runIdAt } from './run-id';
export { followRun } from './follow';
export type { FollowOptions } from './follow';
export { BrokenLogError, loadRun, placeOf, readEntries } from './load';
export type { LoadedRun } from './load';
export { OwnershipLostError, RunExistsError, StoreError } from './log';
export type { ClaimedRun, Lease, LogChunk, NewChunk, NewRun, PackedChunk, RunLog, StoreFailureKind } from './log';
export { fromPacked, toPacked } from './log-columns';
export type { RunMarksStore } from './marks';
export { createOwner, isDeadOwner } from './owner';
export { RunFeed } from './run-feed';
export type { FeedSubscription, FreshChunk } from './run-feed';
export { Runner } from './runner';
export type { RunnerDependencies, RunnerOptions, RunnerOutcome, SearchModels } from './runner';
export { summarize, summaryForm } from './summary';
export type { RunTimes } from './summary';
export { overlongIn, shortened } from './text-bounds';
export { parseEntries } from './parse-entries';
export { workMsIn } from './work-time';
export {
  changedMarks,
  fewestPacked,
  logEntrySchema,
  noMarks,
  runCommandSchema,
  runMarksSchema,
  runSummarySchema,
} from './wire';
export type { ListedRun, LogEntry, RunCommand, RunList, RunListQuery, RunMarks, RunSummary } from './wire';
