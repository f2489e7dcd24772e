/**
 * Experiments: many searches over a problem set, measured. The grid as searches and what each leaves behind. Pure; who
 * makes the searches and who keeps them is not known here.
 */
export { cellsOf, gridComplaints, maxRuns, planRuns, problemsOf } from './plan';
export type { Complaint, PlannedRun, RunPlan } from './plan';
export { resultOf } from './result';
export type { RunFacts } from './result';
