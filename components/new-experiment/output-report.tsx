import type { ImportedExperiment } from '@/lib/client';
import { importWords } from '@/lib/words';
import { formatCount } from '@/components/ui/numbers';
import { Told } from '@/components/ui/told';
import { useSay } from '@/components/ui/use-language';

/** What became of an output file: problems, lines that were left out, what of the others was not read, and whether its answers are ours. */
export function OutputReport({
  imported: { problems, leftOut, notes, comparison },
}: {
  readonly imported: ImportedExperiment;
}) {
  const say = useSay();
  const count = formatCount(comparison.compared);
  return (
    <section
      aria-label={say(importWords.whatBecameOfFile)}
      role="status"
      className="rounded-lg border border-line p-3 text-sm wrap-anywhere"
      data-testid="output-report"
    >
      <p className="font-medium">
        {leftOut.length === 0
          ? say(importWords.noLineLeftOut, { problems: formatCount(problems) })
          : say(importWords.linesLeftOut, { problems: formatCount(problems), lines: formatCount(leftOut.length) })}
      </p>
      <p className="mt-1 text-mute">
        {comparison.compared === 0
          ? say(importWords.noneStored)
          : comparison.different === 0
            ? say(importWords.storedSame, { count })
            : say(importWords.storedDifferent, { count, different: formatCount(comparison.different) })}
      </p>
      {notes.map((note) => (
        <p key={note.message} className="mt-1 text-mute">
          <Told what={note} />
        </p>
      ))}
      {leftOut.length === 0 ? null : (
        <ul className="mt-2 max-h-40 overflow-auto" tabIndex={0} aria-label={say(importWords.listOfLines)}>
          {leftOut.map(({ line, ...why }) => (
            <li key={line} className="py-0.5">
              <span className="text-mute">{say(importWords.line, { line: formatCount(line) })}</span>{' '}
              <Told what={why} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
