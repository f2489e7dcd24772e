export { validateConfig } from './validate-config';
export {
  baselineStrategy,
  defaultStrategy,
  isStrategyName,
  samplingStrategy,
  strategyNames,
  strategyOf,
} from './registry';
export { easeOf, strategyMapOf } from './auto';
export { assumedAgreement, budgetOf, effortOf } from './effort';
export { contendersOf, ranking } from './frontier';
export type { Separation } from './frontier';
export type { StrategyName } from './registry';
export { isDeterministic } from './strategy';
export { subtreesOf } from './subtrees';
export type {
  Allocation,
  Ask,
  Candidate,
  Effort,
  ExpansionPlan,
  GroupPlan,
  GroupView,
  Method,
  PastSolution,
  Pooling,
  RoundKind,
  Strategy,
} from './strategy';
export type { Setting } from './settings';
