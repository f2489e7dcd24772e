/** What a saved page holds, out of the element that holds it. Checked like anything that comes from outside; knows no picture. */
import { z } from 'zod';
import { readLogLines, RunLog } from '@/lib/client';
import { dataId, savedExperimentSchema, savedKinds, unpacked, type SavedExperiment } from '@/lib/saved';

export type Saved = { readonly savedOn: string } & (
  | { readonly kind: 'run'; readonly log: RunLog }
  | { readonly kind: 'experiment'; readonly saved: SavedExperiment }
);

const kindSchema = z.enum(savedKinds);

/** Throws Error where the page holds nothing, or something else. */
export async function readSaved(page: Document): Promise<Saved> {
  const element = page.getElementById(dataId);
  const kind = kindSchema.safeParse(element?.dataset['kind']).data;
  if (element === null || kind === undefined) throw new Error('This page holds nothing that was saved.');
  const savedOn = element.dataset['savedOn'] ?? '';
  const stream = unpacked(element.textContent.trim());
  if (kind === 'experiment') {
    const saved = savedExperimentSchema.parse(JSON.parse(await new Response(stream).text()));
    return { kind, savedOn, saved };
  }
  const log = new RunLog();
  for await (const entries of readLogLines(stream)) log.push(entries);
  return { kind, savedOn, log };
}
