/** The server side as the routes and the commands see it. */
export { backupStore, restoreStore } from '@/lib/store';
export { openApp } from './app';
export { atHand } from './at-hand';
export { addBackend, changeBackend } from './models/add-backend';
export { specOf } from './runs/create-run';
export { logReply } from './http/event-stream';
export {
  curvesReply,
  exportReply,
  gridReply,
  latexReply,
  pointReply,
  verdictReply,
} from './experiments/experiment-statistics';
export { firstLook } from './experiments/first-look';
export type { ExperimentSource } from './experiments/experiment-curves';
export { healthOf } from './health';
export { importExperiment } from './experiments/import-experiment';
export { comparisonReply, labReportReply, labSourcesReply, trainingReply } from './verifier-lab/lab-replies';
export { importSet } from './problems/import-problems';
export { forkRun } from './runs/fork-run';
export { markedRunsReply, marksReply, changeMarks } from './runs/run-marks';
export { readAgain } from './runs/read-again';
export { reviveBranch } from './runs/revive-run';
export { countOlder, removeOlder } from './runs/retention';
export { importRun } from './runs/import-run';
export { importLive } from './runs/live-import';
export { startApp } from './instance';
export { measuredData } from './experiments/measured-data';
export { recordingEnding } from './experiments/recorded-experiments';
export { readJson, readParams, readQuery } from './http/request-body';
export { checkFromThisMachine } from './door/request-guard';
export { statusesFor } from './models/statuses-for';
export { visitorHere } from './door/visitor';
export { jsonReply } from './http/json-reply';
export { route } from './route';
export { savedExperimentReply, savedRunReply, viewerReply } from './saved/saved-page';
export { bundledBackends } from './settings/bundled-backends';
export { readSettings } from './settings/settings';
