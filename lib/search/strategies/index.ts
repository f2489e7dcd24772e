export { validateConfig } from './validate-config';
export { strategyOf } from './registry';
export type { Allocation, Candidate, GroupPlan, GroupView, Strategy } from './strategy';
