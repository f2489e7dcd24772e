'use client';

import { useMutation, useQuery, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { commandExperiment, curvesQuery, experimentQuery, queryKeys } from '@/lib/client';
import type { ExperimentCommand } from '@/lib/experiments/wire';
import { leaveBehind } from '@/components/app/left-behind';
import type { FirstLook } from './first-look';

export type SendCommand = UseMutationResult<void, Error, ExperimentCommand['type']>;

/** An experiment and its curves as the server has them, and what can be told to it. `reference`: what differences are taken against. */
export function useExperiment(id: string, reference: string | undefined, first: FirstLook | undefined) {
  const experiment = useQuery({
    ...experimentQuery(id),
    initialData: first?.experiment,
    initialDataUpdatedAt: first?.at,
  });
  const curves = useQuery({
    ...curvesQuery(id, {
      reference,
      isRunning: experiment.data?.status === 'running',
      finished: experiment.data?.runs.finished,
    }),
  });
  const client = useQueryClient();
  const command: SendCommand = useMutation({
    mutationFn: (type: ExperimentCommand['type']) => commandExperiment(id, { type }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.experiment(id) }),
  });
  const router = useRouter();
  const onDelete = () => {
    leaveBehind('experiment', id);
    router.push('/experiments');
  };
  return { experiment, curves, command, onDelete };
}
