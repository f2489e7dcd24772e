'use client';

import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { importRun, lessonLogQuery } from '@/lib/client';
import { useModelsAtHand } from '@/components/run/use-models-at-hand';

/**
 * Keeps the run of a stop, whose packed log is `file`, on this server, so that it can be left at its steps: each run once as long
 * as the lesson is open. Undefined where this server could not go on with it.
 */
export function useLessonKeep(file: string): (() => Promise<string>) | undefined {
  const entries = useQuery(lessonLogQuery(file)).data;
  const first = entries?.[0]?.event;
  const isAtHand = useModelsAtHand(first?.type === 'run-started' ? first.spec : undefined);
  const kept = useRef(new Map<string, Promise<string>>());
  if (entries === undefined || !isAtHand) return undefined;
  return async () => {
    const log = new Blob(entries.map((entry) => `${JSON.stringify(entry)}\n`));
    const runId = kept.current.get(file) ?? importRun(log).then((made) => made.runId);
    kept.current.set(file, runId);
    try {
      return await runId;
    } catch (error) {
      kept.current.delete(file);
      throw error;
    }
  };
}
