'use client';

import { useQuery } from '@tanstack/react-query';
import { backendsQuery } from '@/lib/client';
import type { RunSpec } from '@/lib/search';

/** Could this server go on with a run of `spec`: are its policy and its verifier here under the same names, as the same models, and do they answer? */
export function useModelsAtHand(spec: RunSpec | undefined): boolean {
  const backends = useQuery(backendsQuery()).data;
  if (spec === undefined || backends === undefined) return false;
  const isHere = (role: 'policy' | 'verifier', { name, model }: Pick<RunSpec['policy'], 'name' | 'model'>) =>
    backends.some(
      (backend) => backend.role === role && backend.name === name && backend.model === model && backend.isReachable,
    );
  return isHere('policy', spec.policy) && (spec.verifier === undefined || isHere('verifier', spec.verifier));
}
