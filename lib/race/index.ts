/** Several runs of one problem on one clock, each read off its own log. Pure; knows no screen and no server. */
export type { HeldAnswer } from './held-answers';
export { Lane } from './lane';
export { amountOf, Course, measures } from './measures';
export type { LaneModels, Measure, ModelFacts } from './measures';
export { outcomeOf } from './outcome';
export type { RaceOutcome, Runner } from './outcome';
export { nothingSpent } from './spending';
export type { Spending } from './spending';
