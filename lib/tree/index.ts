/** From the folded state to what is drawn: view, layout, words, replay and moves. Pure; no React, no canvas. */
export { isDead } from './display-state';
export type { DisplayState } from './display-state';
export { announce, explain, nodeLabel, stateName } from './explain';
export { gistOf } from './gist';
export { bandPlan, layoutFor } from './layout';
export type { Layout, Slot } from './layout';
export { bestChild, moveFrom, siblingsOf } from './navigate';
export type { TreeMove } from './navigate';
export { advance, Replay, replaySpeeds } from './replay';
export type { ReplayStep } from './replay';
export { verdictOf } from './solutions';
export type { TreeSolution, Verdict } from './solutions';
export { longestSilenceMs, seqAtTime, timelineOf, timeOfSeq } from './timeline';
export type { Timeline } from './timeline';
export { buildTreeView, childrenIn, pathTo } from './view';
export type { TreeNode, TreeView } from './view';
