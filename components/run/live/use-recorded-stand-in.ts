'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { lessonLogQuery, lessonQuery, lessonsQuery, RunLog, type Connection } from '@/lib/client';
import type { StrategyName } from '@/lib/search';

/** Tries to reach the server that others wait for: one that is back within some two seconds was not gone. */
const patience = 3;

/** Does nothing come from the server, as far as those can tell who look on? Where it comes back, the live run does too. */
export function isLost(connection: Connection): boolean {
  return connection.type === 'broken' || (connection.type === 'retrying' && connection.attempt > patience);
}

interface StandInOptions {
  readonly strategy: StrategyName | undefined;
  /** It is read before it is needed: when it is, the server may be gone. */
  readonly isReady: boolean;
  readonly isNeeded: boolean;
}

/** A recorded run to show in the place of a live one: of the lesson about its strategy, else of the first. Undefined while none is needed. */
export function useRecordedStandIn({ strategy, isReady, isNeeded }: StandInOptions): RunLog | undefined {
  const lessons = useQuery({ ...lessonsQuery(), enabled: isReady }).data?.lessons;
  const id = (lessons?.find((lesson) => lesson.strategy === strategy) ?? lessons?.[0])?.id;
  const lesson = useQuery({ ...lessonQuery(id ?? ''), enabled: id !== undefined }).data;
  const file = lesson?.runs.find(({ name }) => name === lesson.stops.at(-1)?.run)?.file;
  const entries = useQuery({ ...lessonLogQuery(file ?? ''), enabled: file !== undefined }).data;
  return useMemo(() => {
    if (!isNeeded || entries === undefined) return undefined;
    const log = new RunLog();
    log.push(entries);
    return log;
  }, [isNeeded, entries]);
}
