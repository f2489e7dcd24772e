'use client';

import { useMutation, useQuery, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import {
  ApiError,
  orderOfCommands,
  queryKeys,
  RunFollower,
  RunLog,
  runQuery,
  sendCommand,
  type Connection,
} from '@/lib/client';
import type { RunCommand } from '@/lib/runs/wire';
import { hasEnded } from '@/lib/search';
import { servedSource } from '../playback/standing';

/** What takes no more than its name to be told. */
export type PlainCommand = Exclude<RunCommand['type'], 'break'>;
export type SearchCommand = UseMutationResult<void, Error, PlainCommand>;

/**
 * A run of this server: its log as it grows, the connection it comes over, and what can be done to the run. `endsAt`: its last
 * entry, where it was over before the page was made.
 */
export function useLiveRun(runId: string, endsAt: number | undefined) {
  // The page may be made anew by the server under what is followed already.
  const [endedBefore] = useState(endsAt);
  const [log] = useState(() => new RunLog());
  const [connection, setConnection] = useState<Connection>({ type: 'opening' });
  const follower = useRef<RunFollower | undefined>(undefined);
  const client = useQueryClient();

  useEffect(() => {
    const made = new RunFollower({
      runId,
      endsAt: endedBefore,
      onEntries: log.push,
      onConnection: (next) => {
        setConnection(next);
        // Lists elsewhere show this run's end as soon as it is known here; of a log that breaks off the server may know why.
        if (next.type === 'complete' || next.type === 'broken')
          void client.invalidateQueries({ queryKey: queryKeys.runs });
      },
      // Why it stands is no fact of the log either.
      onQuiet: () => void client.invalidateQueries({ queryKey: runQuery(runId).queryKey }),
    });
    follower.current = made;
    made.start();
    return () => made.stop();
  }, [runId, endedBefore, log, client]);

  // The place in the queue is no fact of the log; asked for only while nothing else happens.
  const summary = useQuery({
    ...runQuery(runId),
    refetchInterval: ({ state: { data } }) =>
      data?.queuePosition === undefined && data?.standsBecause === undefined ? false : 1_500,
  });
  const command = useMutation({
    mutationFn: (wanted: PlainCommand) => sendCommand(runId, { type: wanted }),
    scope: orderOfCommands(runId),
    onSuccess: (_, wanted) => {
      // A run that had ended goes on: its stream was closed.
      if (wanted === 'resume' || wanted === 'step') follower.current?.reopen();
    },
  });
  const ended = summary.data !== undefined && hasEnded(summary.data.status) ? summary.data : undefined;
  const endedAt = ended?.lastSeq;
  useEffect(() => {
    if (endedAt !== undefined) follower.current?.fetchRest(endedAt);
  }, [endedAt]);
  const unreadable = summary.error instanceof ApiError && summary.error.status === 409 ? summary.error : undefined;
  const isOver = unreadable !== undefined || ended !== undefined;
  /** What of the log is here is all that this page will show of it. */
  const isCutOff = connection.type === 'broken' && (connection.isMissing || isOver);
  // What was kept from an earlier visit is no word on how it stands now.
  const isTold = summary.isFetchedAfterMount || (!summary.isPending && !summary.isFetching);
  return {
    log,
    connection,
    summary: summary.data,
    /** Why the server cannot read this run. */
    unreadable,
    sourceOf: (end: number) => servedSource({ end, isTold, endedAt, isCutOff }),
    /** Of a run that is over, how much of its log is here once the last entry here is `end`; undefined: how much is not known. */
    arrivedShare: (end: number) => (endedAt === undefined ? undefined : Math.min(1, end / endedAt)),
    command,
    reconnect: () => follower.current?.reopen(),
  };
}
