/** The server side as the routes and the commands see it. */
export { openApp } from './app';
export { specOf } from './create-run';
export { eventStream, logDownload } from './event-stream';
export { curvesReply, exportQuerySchema, exportReply, pointQuerySchema, pointReply } from './experiment-statistics';
export type { ExperimentSource } from './experiment-curves';
export { healthOf } from './health';
export { importExperiment, importExperimentQuerySchema } from './import-experiment';
export { importQuerySchema, importSet } from './import-problems';
export { importRun } from './import-run';
export { getApp, startApp } from './instance';
export { problemQuerySchema } from './problems';
export { recordExperiment, recordingEnding } from './recorded-experiments';
export { readJson, readQuery } from './request-body';
export { jsonReply, route } from './route';
export { readSettings } from './settings';
