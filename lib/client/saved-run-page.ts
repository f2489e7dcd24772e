/** A log that is in this browser alone as a page that stands alone: the server gives the viewer, and sees nothing of the log. */
import { pageOf, withoutAddresses } from '@/lib/saved';
import type { LogEntry } from '@/lib/runs/wire';
import { fetchViewer } from './api';

const longestTitle = 80;

/** Throws ApiError where the viewer cannot be had. */
export async function savedRunPage(entries: readonly LogEntry[]): Promise<Blob> {
  const viewer = await fetchViewer();
  const [first] = entries;
  const problem = first?.event.type === 'run-started' ? first.event.spec.problem.text : 'A run';
  const page = await pageOf(viewer, {
    kind: 'run',
    title: problem.slice(0, longestTitle),
    text: entries.map((entry) => JSON.stringify(withoutAddresses(entry))).join('\n'),
    savedOn: new Date().toISOString().slice(0, 10),
  });
  return new Blob([page], { type: 'text/html' });
}
