import type { ImportedExperiment } from '@/lib/client';
import { formatCount, plural } from '@/components/ui/numbers';

/** What became of an output file: problems, lines that were left out, and whether its answers are ours. */
export function OutputReport({
  imported: { problems, leftOut, comparison },
}: {
  readonly imported: ImportedExperiment;
}) {
  return (
    <section
      aria-label="What became of the file"
      role="status"
      className="rounded-lg border border-line p-3 text-sm wrap-anywhere"
      data-testid="output-report"
    >
      <p className="font-medium">
        {plural(problems, 'problem')}
        {leftOut.length === 0 ? ', no line left out' : `, ${plural(leftOut.length, 'line')} left out`}
      </p>
      <p className="mt-1 text-mute">
        {comparison.compared === 0
          ? 'It stores no selected answers to compare with.'
          : `${formatCount(comparison.compared)} stored answers, ${comparison.different === 0 ? 'all the same as ours' : `${formatCount(comparison.different)} not the same as ours`}.`}
      </p>
      {leftOut.length === 0 ? null : (
        <ul className="mt-2 max-h-40 overflow-auto" tabIndex={0} aria-label="Lines that were left out">
          {leftOut.map(({ line, message }) => (
            <li key={line} className="py-0.5">
              <span className="text-mute">line {formatCount(line)}</span> {message}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
