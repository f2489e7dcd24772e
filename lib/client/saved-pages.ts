/** What is in this browser alone as a page that stands alone: the server gives the viewer, and sees nothing of what goes into it. */
import type { Lesson } from '@/lib/lessons';
import { pageOf, withoutAddresses, type SavedKind, type SavedLesson } from '@/lib/saved';
import type { LogEntry, RunMarks } from '@/lib/runs/wire';
import { fetchViewer } from './api';

const longestTitle = 80;

/** Throws ApiError where the viewer cannot be had. */
export function savedRunPage(entries: readonly LogEntry[], marks: RunMarks | undefined): Promise<Blob> {
  const [first] = entries;
  return savedPage('run', {
    title: first?.event.type === 'run-started' ? first.event.spec.problem.text : 'A run',
    text: [...entries.map(withoutAddresses), ...(marks === undefined ? [] : [{ marks }])]
      .map((line) => JSON.stringify(line))
      .join('\n'),
  });
}

/** `logs`: of all of its runs, by name. Throws ApiError where the viewer cannot be had. */
export function savedLessonPage(
  lesson: Lesson,
  logs: ReadonlyMap<string, readonly LogEntry[]>,
  title: string,
): Promise<Blob> {
  const saved: SavedLesson = {
    lesson,
    logs: Object.fromEntries([...logs].map(([name, entries]) => [name, entries.map(withoutAddresses)])),
  };
  return savedPage('lesson', { title, text: JSON.stringify(saved) });
}

/** Gives a page to whoever reads, as a file. */
export function keepPage(page: Blob, name: string): void {
  const address = URL.createObjectURL(page);
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name}.html`;
  link.click();
  URL.revokeObjectURL(address);
}

async function savedPage(kind: SavedKind, shown: { readonly title: string; readonly text: string }): Promise<Blob> {
  const page = await pageOf(await fetchViewer(), {
    kind,
    title: shown.title.slice(0, longestTitle),
    text: shown.text,
    savedOn: new Date().toISOString().slice(0, 10),
  });
  return new Blob([page], { type: 'text/html' });
}
