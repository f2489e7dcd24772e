/** The side file of a log as it comes from somewhere else: what is in it, and what becomes of it beside marks that there are. Knows no page. */
import { fillText, logFileTexts, SaidError } from '@/lib/words';
import { z } from 'zod';
import { noNodeMarks, runMarksSchema, type NodeMarks, type RunMarks } from '@/lib/runs/wire';

/** More than all that a run can be marked with. */
const largestFile = 2_000_000;
const longestNote = 4_000;
const mostTags = 20;

/** By its name, as it is downloaded. */
export function isMarksFile({ name }: File): boolean {
  return /\.marks(?: ?\(\d+\))?\.json$/i.test(name);
}

/** Throws Error that says why it is no side file. */
export async function readMarksFile(file: File): Promise<RunMarks> {
  if (file.size > largestFile) throw new SaidError(fillText(logFileTexts.marksTooLarge, { name: file.name }));
  let value: unknown;
  try {
    value = JSON.parse(await file.text());
  } catch (error) {
    throw new SaidError(fillText(logFileTexts.marksNotJson, { name: file.name }), { cause: error });
  }
  const parsed = runMarksSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new SaidError(fillText(logFileTexts.noMarks, { name: file.name, why: z.prettifyError(parsed.error) }), {
    cause: parsed.error,
  });
}

/** Both together: nothing of `own` is lost, and what both say of one thing stands one below the other. */
export function joinedMarks(own: RunMarks, other: RunMarks): RunMarks {
  const nodes = new Map(Object.entries(own.nodes));
  for (const [node, marks] of Object.entries(other.nodes))
    nodes.set(node, joined(nodes.get(node) ?? noNodeMarks, marks));
  return { ...joined(own, other), nodes: Object.fromEntries(nodes) };
}

function joined(own: NodeMarks, other: NodeMarks): NodeMarks {
  return {
    isStarred: own.isStarred || other.isStarred,
    tags: [...new Set([...own.tags, ...other.tags])].slice(0, mostTags),
    note: joinedNotes(own.note, other.note),
  };
}

function joinedNotes(own: string, other: string): string {
  if (own.includes(other)) return own;
  return [own, other]
    .filter((note) => note !== '')
    .join('\n\n')
    .slice(0, longestNote)
    .trim();
}
