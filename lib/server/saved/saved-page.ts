/**
 * A run or an experiment as a page that stands alone, for whoever has no installation. Knows where the viewer lies and what
 * goes into it; what a page looks like and what it leaves out is the viewer's and lib/saved's.
 */
import { refusalTexts } from '@/lib/words';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEntries, type RunLog, type RunMarks } from '@/lib/runs';
import { experimentWithout, pageOf, withoutAddresses, type SavedExperiment } from '@/lib/saved';
import { ApiError } from '../http/api-error';

const chunksPerRead = 64;
/** Longest title of a page, in characters. */
const longestTitle = 80;

interface Saving {
  /** Top of the project. */
  readonly root: string;
  readonly now: () => number;
}

/** The viewer without anything in it, for browsers that have a log of their own. Throws ApiError 503 where it was not built. */
export async function viewerReply({ root }: Pick<Saving, 'root'>): Promise<Response> {
  return new Response(await readViewer(root), {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-cache' },
  });
}

interface SavedRun {
  readonly log: Pick<RunLog, 'read'>;
  /** Undefined: it is saved without. */
  readonly marks: RunMarks | undefined;
}

/** The run as far as its log goes now. Throws ApiError 409 for a log that cannot be read. */
export async function savedRunReply({ log, marks }: SavedRun, runId: string, { root, now }: Saving): Promise<Response> {
  const viewer = await readViewer(root);
  const { lines, problem } = await linesOf(log, runId);
  const savedOn = dayOf(now());
  const text = marks === undefined ? lines : `${lines}\n${JSON.stringify({ marks })}`;
  return pageReply(await pageOf(viewer, { kind: 'run', title: problem.slice(0, longestTitle), text, savedOn }), {
    name: `longthink-${runId}`,
  });
}

export async function savedExperimentReply(saved: SavedExperiment, { root, now }: Saving): Promise<Response> {
  const viewer = await readViewer(root);
  const { name } = saved.curves.experiment;
  const text = JSON.stringify({ ...saved, experiment: experimentWithout(saved.experiment) });
  const savedOn = dayOf(now());
  return pageReply(await pageOf(viewer, { kind: 'experiment', title: name.slice(0, longestTitle), text, savedOn }), {
    name: `longthink-${name}`,
  });
}

async function readViewer(root: string): Promise<string> {
  try {
    return await readFile(join(root, '.next', 'viewer.html'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new ApiError('unavailable', refusalTexts.noViewer);
  }
}

/** All entries as lines, without addresses. */
async function linesOf(
  log: Pick<RunLog, 'read'>,
  runId: string,
): Promise<{ readonly lines: string; readonly problem: string }> {
  const lines: string[] = [];
  let problem = 'A run';
  for (let cursor = 0; ;) {
    const chunks = await log.read(runId, cursor, chunksPerRead);
    const last = chunks.at(-1);
    if (last === undefined) return { lines: lines.join('\n'), problem };
    cursor = last.lastSeq;
    for (const { json } of chunks) {
      const { entries, error } = parseEntries(JSON.parse(json));
      if (error !== undefined) throw new ApiError('conflict', refusalTexts.pageOfUnreadable);
      for (const entry of entries) {
        if (entry.event.type === 'run-started') problem = entry.event.spec.problem.text;
        lines.push(JSON.stringify(withoutAddresses(entry)));
      }
    }
  }
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** To keep, never to open here: what it shows is not of this server. */
function pageReply(page: string, { name }: { readonly name: string }): Response {
  const plain = name.replaceAll(/[^\w.-]+/g, '-').slice(0, 100);
  return new Response(page, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-disposition': `attachment; filename="${plain}.html"`,
      'cache-control': 'no-store',
    },
  });
}
