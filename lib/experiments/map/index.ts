/**
 * Strategy maps, made from experiments: which method suits problems of which difficulty at which budget, and what going by
 * it is worth on problems it was not made from. Pure; what reads maps is in lib/search, where they lie in lib/server.
 */
export { makeMap } from './make-map';
export type { BudgetValue, MadeMap, MapOptions } from './make-map';
export { methodName } from './method-name';
export { rowsOf } from './rows';
export type { Rows } from './rows';
