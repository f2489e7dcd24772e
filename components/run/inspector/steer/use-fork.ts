'use client';

import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { forkRun, queryKeys } from '@/lib/client';
import type { ForkRunRequest } from '@/lib/runs/wire';
import type { Told } from '@/lib/words';

export type Forking = UseMutationResult<{ runId: string }, Error, ForkRunRequest>;

/** Who can be left: a run of this server, or one out of a file, which is kept here first. */
export type ForkParent =
  | { readonly type: 'here'; readonly runId: string }
  | { readonly type: 'file'; readonly keep: () => Promise<string> };

/** What was to be left could not be kept; nothing was begun. */
export class NotKeptError extends Error {
  override readonly name = 'NotKeptError';
  readonly said: Told['said'];
  constructor({ message, said }: Told, options: ErrorOptions) {
    super(message, options);
    this.said = said;
  }
}

/** Starts a run that leaves this one, and opens it. */
export function useFork(parent: ForkParent): Forking {
  const router = useRouter();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (fork: ForkRunRequest) => forkRun(await idOf(parent), fork),
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: queryKeys.runs });
      router.push(`/runs/${made.runId}`);
    },
  });
}

async function idOf(parent: ForkParent): Promise<string> {
  if (parent.type === 'here') return parent.runId;
  try {
    return await parent.keep();
  } catch (error) {
    throw new NotKeptError(error instanceof Error ? error : { message: String(error) }, { cause: error });
  }
}
