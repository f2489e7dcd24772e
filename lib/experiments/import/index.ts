/** Files of other tools as experiments. Pure; knows no store and no server. */
export type { Comparison, Difference } from './compare';
export { importOutput, importPlan, importRow, poolsOf, problemOf } from './import-output';
export type { Imported, ImportedRow, ImportOptions, ImportPlan, Pools } from './import-output';
export type { KnownProblems } from './foreign-records';
export { importedKind, importedResult, tokensIn } from './imported-result';
export { ArchiveError, isArchive, logOfArchive } from './eval-archive';
export type { UnpackedLog } from './eval-archive';
export { createRowReader } from './row';
export { rowSources } from './row-sources';
export type { Row, RowReader, RowReaderOptions, RowReport } from './row';
export { unreadFiles } from './unread';
