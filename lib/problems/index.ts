/**
 * Problem sets from elsewhere: files of several formats and datasets by name, read as streams, checked row by row. Knows
 * what a problem is and how others write one; where sets are kept is behind a port.
 */
export { DatasetError, openDataset } from './dataset';
export type { DatasetReader } from './dataset';
export { readDatasetPage, readDatasetPart } from './dataset-replies';
export type { DatasetName, DatasetPage } from './dataset-replies';
export { datasetServer, defaultDatasetsUrl } from './dataset-server';
export type { DatasetAnswer, DatasetRefusal } from './dataset-server';
export { importProblems, NoProblemsError } from './import-problems';
export type { ImportedSet } from './import-problems';
export { openFile } from './open-file';
export type { ProblemFile } from './open-file';
export { readProblems } from './read-problems';
export type { ReadRow } from './read-problems';
export { readRows } from './read-rows';
export { SetExistsError } from './store';
export type { NamedProblem, PlacedProblem, ProblemSetStore, SetDraft, SetPage, SetQuery } from './store';
