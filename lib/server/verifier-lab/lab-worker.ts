/** The thread of the lab: folds logs and makes reports of them. Takes chunks as the store keeps them; knows no store and no HTTP. */
import { BrokenLogError, loadRun, type LogChunk } from '@/lib/runs';
import type { ExperimentData } from '@/lib/experiments/model';
import {
  gapsOfExperiment,
  labReportOf,
  comparableRunOf,
  labRunOf,
  trainingLinesOf,
  type ComparableRun,
  type LabMaterial,
  type LabRun,
} from '@/lib/verifier-lab';
import type { Gap, LabQuery, TrainingQuery } from '@/lib/verifier-lab/wire';
import { answerJobs } from '../side-work/answer-jobs';

interface Log {
  readonly runId: string;
  /** All of them, in order. */
  readonly chunks: readonly LogChunk[];
}

export type LabQuestion =
  | ({ readonly type: 'read' } & Log)
  | ({ readonly type: 'comparable' } & Log)
  | ({ readonly type: 'lines'; readonly form: TrainingQuery['form'] } & Log)
  | { readonly type: 'gaps'; readonly id: string; readonly data: ExperimentData; readonly verifier: string }
  | { readonly type: 'report'; readonly material: LabMaterial; readonly query: LabQuery };

/** Undefined: the log cannot be read. */
export type LabMade =
  | LabRun
  | ComparableRun
  | readonly string[]
  | readonly Gap[]
  | ReturnType<typeof labReportOf>
  | undefined;

/** Undefined where the log is broken, which is told of the run elsewhere. */
async function stateOf({ runId, chunks }: Log) {
  const read = async (_: string, after: number) => chunks.filter(({ lastSeq }) => lastSeq > after);
  try {
    return (await loadRun({ read }, runId)).state;
  } catch (error) {
    if (error instanceof BrokenLogError) return undefined;
    throw error;
  }
}

answerJobs(async (question: LabQuestion): Promise<LabMade> => {
  if (question.type === 'report') return labReportOf(question.material, question.query);
  if (question.type === 'gaps') return gapsOfExperiment(question.id, question.data, question.verifier);
  const state = await stateOf(question);
  if (state === undefined) return undefined;
  if (question.type === 'comparable') return comparableRunOf(question.runId, state);
  return question.type === 'read'
    ? labRunOf(question.runId, state)
    : trainingLinesOf(state, { runId: question.runId, form: question.form });
});
