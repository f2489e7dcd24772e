'use client';

import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { forkRun, queryKeys } from '@/lib/client';
import type { ForkRunRequest } from '@/lib/runs/wire';

export type Forking = UseMutationResult<{ runId: string }, Error, ForkRunRequest>;

/** Starts a run that leaves this one, and opens it. */
export function useFork(runId: string): Forking {
  const router = useRouter();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (fork: ForkRunRequest) => forkRun(runId, fork),
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: queryKeys.runs });
      router.push(`/runs/${made.runId}`);
    },
  });
}
