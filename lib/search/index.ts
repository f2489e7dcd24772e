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
export { aggregate, aggregationOf, selectionAggregationOf, selectionOf } from './aggregate';
export {
  aggregationNameSchema,
  aggregationNames,
  mappedSettings,
  searchConfigSchema,
  selectionNameSchema,
  selectionNames,
  strategyMapSchema,
} from './config';
export type { AggregationName, SearchConfig, SelectionName, StrategyMap } from './config';
export { unscoredReasonSchema } from './decision';
export type { Decision, Fate, Finish, Unscored } from './decision';
export { Draft, LogError } from './draft';
export { search } from './engine';
export type { SearchOptions, SearchOutcome } from './engine';
export { failureSchema, logVersion, maxTokens, searchEventSchema } from './events';
export type { EventOf, Failure, Habit, Prompt, SearchEvent, ServerRole, Told } from './events';
export { foldStatus } from './fold-status';
export type { RunStanding } from './fold-status';
export { childId, childIndexOf, compareIds, depthOf, nodeIdSchema, parentIdOf, rootId } from './ids';
export type { NodeId } from './ids';
export { isFinalFailure, lossOf } from './loss';
export { pathOf, promptOf, scoresOf, textOf } from './path';
export { BackendError } from './ports';
export type {
  CallNotice,
  FailureKind,
  Policy,
  Proposal,
  ProposeRequest,
  ScorePath,
  ScoreRequest,
  StepScore,
  StepText,
  Turn,
  Verifier,
} from './ports';
export { applyEvents, foldInto, initialState, reduce } from './reduce';
export {
  maxProblemLength,
  maxSeed,
  modelRefSchema,
  problemSchema,
  runSpecSchema,
  seedSchema,
  strategyNameSchema,
} from './run-spec';
export type { ModelRef, Problem, RunSpec } from './run-spec';
export { breakpointsSchema } from './breakpoints';
export type { Break, Breakpoints } from './breakpoints';
export { editSchema } from './edit';
export type { Edit } from './edit';
export { canGoOnBy, forkOf, pendingDecisionOn } from './fork';
export { ForkError } from './fork-error';
export type { ForkedLog, ForkOptions } from './fork';
export { ReviveError, reviveRequest } from './revive';
export type { ReviveOptions } from './revive';
export { hasEnded, isUnderWay } from './run-status';
export { decideAgain, methodAt, standingsOf } from './second-look';
export type { OtherRule, Standing } from './second-look';
export { pathsToRead } from './second-reading';
export type { SecondReading } from './second-reading';
export type { RoundPlace } from './round-at';
export type { RunStatus } from './run-status';
export { deciderOf, lostPathsOf, selectAnswer, solutionAt, solutionsOf, truncatedEnds } from './select';
export type { Decider, LostPaths, Selected, Solution, SolutionOptions, Vote } from './select';
export {
  applicableSelections,
  isOneSolution,
  majorityVote,
  needsScores,
  scoredSelections,
  usualSelection,
} from './selections';
export type { CallState, Expansion, Fork, GroupState, NodeState, RoundState, SearchState, ServerTotals } from './state';
export {
  assumedAgreement,
  baselineStrategy,
  defaultStrategy,
  easeOf,
  effortOf,
  isDeterministic,
  strategyMapOf,
  strategyNames,
  strategyOf,
  subtreesOf,
  validateConfig,
} from './strategies';
export type { Pooling, Separation, Setting, Strategy, StrategyName } from './strategies';
export { whyUnreadable } from './why-unreadable';
