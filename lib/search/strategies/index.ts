export { validateConfig } from './validate-config';
export { baselineStrategy, defaultStrategy, strategyNames, strategyOf } from './registry';
export type { StrategyName } from './registry';
export { isDeterministic } from './strategy';
export type { Allocation, Candidate, GroupPlan, GroupView, Pooling, Strategy } from './strategy';
export type { Setting } from './settings';
