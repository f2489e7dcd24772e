/**
 * Lessons as they ship: their list, one of them, the logs of its runs. Plain files of this server, checked like every reply.
 * Knows no page.
 */
import { queryOptions } from '@tanstack/react-query';
import { lessonListSchema, lessonSchema, type Lesson, type LessonList } from '@/lib/lessons';
import { readLogLines } from '@/lib/runs/log-lines';
import type { LogEntry } from '@/lib/runs/wire';
import { json, request } from './api';
import { queryKeys, retry } from './queries';

const folder = '/lessons';

export function lessonsQuery() {
  return queryOptions({
    queryKey: queryKeys.lessons,
    queryFn: ({ signal }): Promise<LessonList> => json(lessonListSchema, `${folder}/index.json`, { signal }),
    staleTime: Infinity,
    retry,
  });
}

export function lessonQuery(id: string) {
  return queryOptions({
    queryKey: queryKeys.lesson(id),
    queryFn: ({ signal }): Promise<Lesson> =>
      json(lessonSchema, `${folder}/${encodeURIComponent(id)}.json`, { signal }),
    staleTime: Infinity,
    retry,
  });
}

/** All entries of a packed log. Throws LogFileError for one that is none, TypeError for what is not packed. */
export function lessonLogQuery(file: string) {
  return queryOptions({
    queryKey: queryKeys.lessonLog(file),
    queryFn: async ({ signal }): Promise<readonly LogEntry[]> => {
      const { body } = await request(`${folder}/${file}`, { signal, accept: 'application/gzip' });
      const entries: LogEntry[] = [];
      if (body === null) return entries;
      for await (const piece of readLogLines(body.pipeThrough(new DecompressionStream('gzip')))) entries.push(...piece);
      return entries;
    },
    staleTime: Infinity,
    retry,
  });
}
