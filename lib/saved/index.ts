/**
 * Pages that stand alone: a run's log or an experiment's curves packed into the viewer's page. Works alike in the browser
 * and on the server; knows no viewer and no route.
 */
export { packed, unpacked } from './pack';
export { dataId, pageOf, savedExperimentSchema, savedKinds } from './page';
export type { SavedExperiment, SavedKind } from './page';
export { experimentWithout, withoutAddresses } from './without-addresses';
