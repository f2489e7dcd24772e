export { describeStrategy, estimateCost, validateConfig } from './describe';
export type { CostEstimate, StrategyDescription, TypicalSolution } from './describe';
export { strategyOf } from './registry';
export type { Allocation, Candidate, GroupPlan, GroupView, Strategy } from './strategy';
