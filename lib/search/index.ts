/**
 * The search core. The glossary of the whole project:
 *
 * - problem: statement and, where known, reference answer, subject, level 1-5
 * - policy: the model that proposes steps; verifier: what scores them; a PRM is a verifier that scores every step
 * - step: one reasoning step, text up to and including the separator
 * - node: a step in the tree; its path from the root is a partial or finished solution
 * - candidate: a node proposed in this round; frontier: nodes that may be extended next
 * - group: nodes that compete with each other; round: propose, score, allocate, once, within a group
 * - strategy: how many children each prefix gets; selection: how the final answer is picked
 * - aggregation: step scores to one number (last, min, prod, mean)
 * - budget n: finished solutions (best-of-N, majority) or proposals per round (beam search, DVTS)
 * - run: one search on one problem; event, log: what happened, in order; experiment: a grid of runs
 */
export { aggregate, aggregationOf, selectionAggregationOf, selectionOf } from './choose/aggregate';
export {
  aggregationNameSchema,
  aggregationNames,
  mappedSettings,
  searchConfigSchema,
  selectionNameSchema,
  selectionNames,
  strategyMapSchema,
} from './shapes/config';
export type { AggregationName, SearchConfig, SelectionName, StrategyMap } from './shapes/config';
export { unscoredReasonSchema } from './shapes/decision';
export type { Decision, Fate, Finish, Unscored } from './shapes/decision';
export { Draft, LogError } from './log/draft';
export { search } from './engine/engine';
export type { SearchOptions, SearchOutcome } from './engine/engine';
export { failureSchema, logVersion, maxTokens, searchEventSchema } from './log/events';
export { isPlainEvent } from './log/plain-events';
export type { EventOf, Failure, Habit, Prompt, SearchEvent, ServerRole, Told } from './log/events';
export { foldStatus } from './log/fold-status';
export type { RunStanding } from './log/fold-status';
export { childId, childIndexOf, compareIds, depthOf, nodeIdSchema, parentIdOf, rootId } from './shapes/ids';
export type { NodeId } from './shapes/ids';
export { isFinalFailure, lossOf } from './choose/loss';
export { pathOf, promptOf, scoresOf, textOf } from './log/path';
export type { StepText } from './log/path';
export { BackendError } from './engine/ports';
export type {
  CallNotice,
  FailureKind,
  Policy,
  Proposal,
  ProposeRequest,
  ScorePath,
  ScoreRequest,
  StepScore,
  Turn,
  Verifier,
} from './engine/ports';
export { applyEvents, foldInto, initialState, reduce } from './log/reduce';
export {
  maxProblemLength,
  maxSeed,
  modelRefSchema,
  problemSchema,
  runSpecSchema,
  seedSchema,
  strategyNameSchema,
} from './log/run-spec';
export type { ModelRef, Problem, RunSpec } from './log/run-spec';
export { breakpointsSchema } from './shapes/breakpoints';
export type { Break, Breakpoints } from './shapes/breakpoints';
export { editSchema } from './shapes/edit';
export type { Edit } from './shapes/edit';
export { canGoOnBy, forkOf, pendingDecisionOn } from './hindsight/fork';
export { ForkError } from './hindsight/fork-error';
export type { ForkedLog, ForkOptions } from './hindsight/fork';
export { ReviveError, reviveRequest } from './hindsight/revive';
export type { ReviveOptions } from './hindsight/revive';
export { hasEnded, isUnderWay } from './shapes/run-status';
export { decideAgain, methodAt, standingsOf } from './hindsight/second-look';
export type { OtherRule, Standing } from './hindsight/second-look';
export { pathsToRead } from './hindsight/second-reading';
export type { SecondReading } from './hindsight/second-reading';
export type { RoundPlace } from './hindsight/round-at';
export type { RunStatus } from './shapes/run-status';
export { deciderOf, lostPathsOf, selectAnswer, solutionAt, solutionsOf, truncatedEnds } from './choose/select';
export type { Decider, LostPaths, Selected, Solution, SolutionOptions, Vote } from './choose/select';
export {
  applicableSelections,
  isOneSolution,
  majorityVote,
  needsScores,
  scoredSelections,
  usualSelection,
} from './shapes/selections';
export type {
  CallState,
  Expansion,
  Fork,
  GroupState,
  NodeState,
  RoundState,
  SearchState,
  ServerTotals,
} from './log/state';
export {
  assumedAgreement,
  baselineStrategy,
  defaultStrategy,
  easeOf,
  budgetOf,
  effortOf,
  isDeterministic,
  strategyMapOf,
  strategyNames,
  strategyOf,
  subtreesOf,
  validateConfig,
} from './strategies';
export type { Pooling, Separation, Setting, Strategy, StrategyName } from './strategies';
export { whyUnreadable } from './log/why-unreadable';
