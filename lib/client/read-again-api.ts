/** The call that has another verifier read steps of a run. As in `api.ts`, the reply is checked. */
import { queryOptions } from '@tanstack/react-query';
import { readAgainReplySchema, type ReadAgainReply, type ReadAgainRequest } from '@/lib/runs/wire';
import { json, post } from './api';
import { queryKeys } from './queries';

/** Hundreds of paths of a slow server take a while; whoever asked sees that they are on their way. */
const limitMs = 180_000;

function readAgain(runId: string, wish: ReadAgainRequest, signal: AbortSignal): Promise<ReadAgainReply> {
  const path = `/api/runs/${encodeURIComponent(runId)}/readings`;
  return json(readAgainReplySchema, path, { ...post(wish), signal, limitMs });
}

/** What was read is not read again: the steps of a run do not change. */
export function readAgainQuery(runId: string, wish: ReadAgainRequest) {
  return queryOptions({
    queryKey: queryKeys.reading(runId, wish),
    queryFn: ({ signal }) => readAgain(runId, wish, signal),
    staleTime: Infinity,
    // It costs calls: nobody asks for it but who presses.
    retry: false,
  });
}
