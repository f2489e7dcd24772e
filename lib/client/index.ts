/** The browser's side of the HTTP interface: calls, queries, the run event stream, recorded logs and links. */
export {
  addServer,
  changeServer,
  removeServer,
  ApiError,
  createRun,
  deleteOlderRuns,
  deleteRun,
  discoverServers,
  fetchBackends,
  fetchRun,
  findServer,
  forkRun,
  importRun,
  logPath,
  pagePath,
  sendCommand,
  testBackend,
} from './api';
export {
  commandExperiment,
  createExperiment,
  deleteExperiment,
  deleteProblemSet,
  experimentPagePath,
  exportPath,
  importDataset,
  importOutput,
  importProblemFile,
  latexPath,
} from './experiment-api';
export type { ImportedExperiment, ImportedSet, PointProblems, ProblemGrid } from './experiment-api';
export {
  defaultExperimentForm,
  experimentFormFromParams,
  experimentFormToParams,
  gridBudgets,
  gridStrategies,
  isPossibleBudget,
  budgetsOf,
  usualBudgets,
  specOfForm,
  whyNoBudget,
} from './experiment-form';
export type { ExperimentForm } from './experiment-form';
export {
  curvesQuery,
  estimateQuery,
  experimentQuery,
  experimentsQuery,
  pointProblemsQuery,
  problemGridQuery,
  problemSetsQuery,
  publishedQuery,
  verdictQuery,
} from './experiment-queries';
export { lessonLogQuery, lessonQuery, lessonsQuery } from './lesson-queries';
export { breakpointsFromParams, breakpointsToParams } from './breakpoint-params';
export { LogFacts } from './log-facts';
export type { LogMark, Span } from './log-facts';
export { readLogLines } from '@/lib/runs/log-lines';
export { changeMarks, marksPath, marksQuery, runMarksQuery } from './marks-api';
export { isMarksFile, joinedMarks, readMarksFile } from './marks-file';
export { fitsWordings } from './problem-fit';
export {
  accessQuery,
  backendsQuery,
  olderRunsQuery,
  orderedRunsQuery,
  orderOfCommands,
  problemsQuery,
  queryKeys,
  recentRunsQuery,
  runListQuery,
  runQuery,
  runsOfProblemQuery,
  templatesQuery,
} from './queries';
export type { RunFilter } from './queries';
export { isRaceFile, mostLanes, raceFileText, readRaceFiles } from './race-file';
export type { RacedModel, RecordedRace } from './race-file';
export { linkToRace } from './race-link';
export { readAgainQuery } from './read-again-api';
export { reviveBranch } from './revive-api';
export { packedPath } from './packed-log';
export { RunFollower } from './run-follower';
export type { Connection, FollowerOptions } from './run-follower';
export { RefusedStartError, startTogether } from './start-together';
export { configOfForm, linkToSettings, runFormFromParams, runFormToParams, settledForm } from './run-link';
export type { ProblemSource, RunForm } from './run-link';
export { RunLog } from './run-log';
export { keepPage, savedLessonPage, savedRunPage } from './saved-pages';
export { comparisonQuery, labReportQuery, labSourcesQuery, trainingPath } from './verifier-api';
export { scheduleFromText, scheduleToText } from './schedule-text';
export { readsSetting } from './setting-params';
export type { SettingName } from './setting-params';
export type { RunLogSnapshot } from './run-log';
