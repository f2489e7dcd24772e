/**
 * The statistics of an experiment: from its results to curves, the problems behind a point, and exports. Pure; knows no
 * store, no server and no picture.
 */
export { curvesOf } from './curves';
export type { CurvesQuery } from './curves';
export { csvOf, jsonlOf, pointRows, problemRows } from './exports';
export { latexOf } from './latex-table';
export { completeRuns, measure } from './measured';
export type { MeasuredPoint, MeasuredSeries } from './measured';
export { digestOf, drawsOf } from './pools';
export type { Draws } from './pools';
export { pointProblemsOf } from './point-problems';
export type { PointProblems } from './point-problems';
export { problemGridOf } from './problem-grid';
export type { ProblemGrid } from './problem-grid';
export { verdictOf } from './verdict';
export type { VerdictQuery } from './verdict';
