export { validateConfig } from './validate-config';
export { strategyNames } from './names';
export { baselineStrategy, defaultStrategy, strategyOf } from './registry';
export { isDeterministic } from './strategy';
export type { Allocation, Candidate, GroupPlan, GroupView, Pooling, Strategy } from './strategy';
export type { Setting } from './settings';
