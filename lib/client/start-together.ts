/** Starts several runs, all or none: where one is refused, those that were started are taken back. Knows no page. */
import type { CreateRunRequest } from '@/lib/runs/wire';
import type { Told } from '@/lib/words';
import { createRun, deleteRun } from './api';

/** One of several was refused; why is its cause. */
export class RefusedStartError extends Error {
  override readonly name = 'RefusedStartError';
  /** Which of them, counted from 0. */
  readonly place: number;
  readonly said: Told['said'];
  /** Those that were started and could not be taken back. */
  readonly left: readonly string[];
  constructor(
    { message, said }: Told,
    options: { readonly place: number; readonly left: readonly string[] } & ErrorOptions,
  ) {
    super(message, { cause: options.cause });
    this.said = said;
    this.place = options.place;
    this.left = options.left;
  }
}

/** Their ids, in the order of `bodies`. Throws RefusedStartError. */
export async function startTogether(bodies: readonly CreateRunRequest[]): Promise<readonly string[]> {
  const tried = await Promise.allSettled(bodies.map(createRun));
  const made = tried.flatMap((each) => (each.status === 'fulfilled' ? [each.value.runId] : []));
  const place = tried.findIndex(({ status }) => status === 'rejected');
  const refused = tried[place];
  if (refused?.status !== 'rejected') return made;
  // Whoever deletes a run that goes on ends its search.
  const undone = await Promise.allSettled(made.map(deleteRun));
  const left = made.filter((_, i) => undone[i]?.status === 'rejected');
  const cause: unknown = refused.reason;
  throw new RefusedStartError(cause instanceof Error ? cause : { message: String(cause) }, { place, left, cause });
}
