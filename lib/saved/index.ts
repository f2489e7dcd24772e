/**
 * Pages that stand alone: a run's log, an experiment's curves or a lesson packed into the viewer's page. Works alike in the
 * browser and on the server; knows no viewer and no route.
 */
export { packed, unpacked } from './pack';
export { dataId, pageOf, savedExperimentSchema, savedKinds, savedLessonSchema } from './page';
export type { SavedExperiment, SavedKind, SavedLesson } from './page';
export { experimentWithout, withoutAddresses } from './without-addresses';
