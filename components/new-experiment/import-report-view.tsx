import type { ImportReport, ProblemSet } from '@/lib/problems/wire';
import { formatCount, plural } from '@/components/ui/numbers';

/** What became of an import: what was taken for what, and which rows were left out and why. Nothing that was left out is silent. */
export function ImportReportView({
  report,
  set,
}: {
  readonly report: ImportReport;
  readonly set: ProblemSet | undefined;
}) {
  const { rows, problems, leftOut, columns, issues, reasons, notes } = report;
  return (
    <section
      aria-label="What became of the import"
      role="status"
      className="rounded-lg border border-line p-3 text-sm wrap-anywhere"
      data-testid="import-report"
    >
      <p className="font-medium">
        {set === undefined ? '' : `${set.name}: `}
        {plural(problems, 'problem')} of {plural(rows, 'row')}
        {leftOut === 0 ? ', none left out' : `, ${formatCount(leftOut)} left out`}
      </p>
      {columns.length === 0 ? null : (
        <p className="mt-1 text-mute">
          {columns.map(({ field, column, rows: used }, i) => (
            <span key={`${field} ${column}`}>
              {i === 0 ? 'Read: ' : ', '}
              {field} from <span className="font-mono text-xs text-ink">{column}</span>
              {used === rows ? '' : ` in ${plural(used, 'row')}`}
            </span>
          ))}
        </p>
      )}
      {notes.map((note) => (
        <p key={note} className="mt-1 text-mute">
          {note}
        </p>
      ))}
      {reasons.length === 0 ? null : (
        <ul className="mt-2 list-disc pl-5">
          {reasons.map(({ reason, rows: count }) => (
            <li key={reason}>
              {plural(count, 'row')}: {reason}
            </li>
          ))}
        </ul>
      )}
      {issues.length === 0 ? null : (
        <details className="mt-2">
          <summary className="w-fit text-mute hover:text-ink">
            The first {plural(issues.length, 'row')} that {issues.length === 1 ? 'was' : 'were'} left out
          </summary>
          <ul className="mt-1 max-h-56 overflow-auto" tabIndex={0} aria-label="Rows that were left out">
            {issues.map(({ row, message }) => (
              <li key={`${row} ${message}`} className="py-0.5">
                <span className="text-mute">row {formatCount(row)}</span> {message}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
