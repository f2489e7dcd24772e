/** Files of other tools as experiments. Pure; knows no store and no server. */
export type { Comparison, Difference } from './compare';
export { importOutput } from './import-output';
export type { Imported, ImportOptions } from './import-output';
export type { RowReport } from './row';
