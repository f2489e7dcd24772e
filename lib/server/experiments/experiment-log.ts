/** The log of an experiment read whole, and appended to by whoever read it to its end. Decides nothing. */
import {
  foldExperiment,
  headOf,
  type ExperimentEntry,
  type ExperimentEvent,
  type ExperimentState,
  type ExperimentStore,
} from '@/lib/experiments';
import { BrokenLogError } from '@/lib/runs';
import { unknownExperiment } from '../http/api-error';

/** Throws BrokenLogError when the entries contradict each other. */
export function foldWhole(id: string, entries: readonly ExperimentEntry[]): ExperimentState {
  try {
    return foldExperiment(undefined, entries);
  } catch (cause) {
    throw new BrokenLogError(`The log of experiment ${id} contradicts itself.`, { cause });
  }
}

/** False when the log went on meanwhile. Throws ApiError 404. */
export async function appendEvent(
  { store, now }: { readonly store: ExperimentStore; readonly now: () => number },
  { id, state }: { readonly id: string; readonly state: ExperimentState },
  event: ExperimentEvent,
): Promise<boolean> {
  const head = await store.head(id);
  if (head === undefined) throw unknownExperiment(id);
  const entry = { seq: state.lastSeq + 1, at: now(), event };
  return store.append(headOf(id, head.createdAt, foldExperiment(state, [entry])), [entry]);
}
