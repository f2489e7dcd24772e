import type { ImportReport, ProblemSet } from '@/lib/problems/wire';
import { fateWords, importWords } from '@/lib/words';
import { formatCount } from '@/components/ui/numbers';
import { Said } from '@/components/ui/said';
import { Told } from '@/components/ui/told';
import { useLanguage, useSay } from '@/components/ui/use-language';

/** What became of an import: what was taken for what, and which rows were left out and why. Nothing that was left out is silent. */
export function ImportReportView({
  report,
  set,
}: {
  readonly report: ImportReport;
  readonly set: ProblemSet | undefined;
}) {
  const say = useSay();
  const language = useLanguage();
  const { rows, problems, leftOut, columns, issues, reasons, notes } = report;
  const taken = { problems: formatCount(problems), rows: formatCount(rows) };
  const counts =
    leftOut === 0
      ? say(importWords.takenAll, taken)
      : say(importWords.takenSome, { ...taken, leftOut: formatCount(leftOut) });
  return (
    <section
      aria-label={say(importWords.whatBecame)}
      role="status"
      className="rounded-lg border border-line p-3 text-sm wrap-anywhere"
      data-testid="import-report"
    >
      <p className="font-medium">{set === undefined ? counts : say(importWords.ofSet, { set: set.name, counts })}</p>
      {columns.length === 0 ? null : (
        <p className="mt-1 text-mute">
          <Said
            text={importWords.columns}
            parts={{
              columns: columns.map(({ field, column, rows: used }, i) => (
                <span key={`${field} ${column}`}>
                  {i === 0 ? '' : say(fateWords.comma)}
                  <Said
                    text={used === rows ? importWords.column : importWords.columnInRows}
                    parts={{
                      field,
                      column: <span className="font-mono text-xs text-ink">{column}</span>,
                      rows: formatCount(used),
                    }}
                  />
                </span>
              )),
            }}
          />
        </p>
      )}
      {notes.map((note) => (
        <p key={note.message} className="mt-1 text-mute">
          <Told what={note} />
        </p>
      ))}
      {reasons.length === 0 ? null : (
        <ul className="mt-2 list-disc pl-5">
          {reasons.map(({ reason, said, rows: count }) => (
            <li key={reason}>{say(importWords.rowsBecause, { rows: formatCount(count), reason: said[language] })}</li>
          ))}
        </ul>
      )}
      {issues.length === 0 ? null : (
        <details className="mt-2">
          <summary className="w-fit text-mute hover:text-ink">
            {say(importWords.firstRows, { rows: formatCount(issues.length) })}
          </summary>
          <ul className="mt-1 max-h-56 overflow-auto" tabIndex={0} aria-label={say(importWords.rowsLeftOut)}>
            {issues.map(({ row, ...issue }) => (
              <li key={`${row} ${issue.message}`} className="py-0.5">
                <span className="text-mute">{say(importWords.row, { row: formatCount(row) })}</span>{' '}
                <Told what={issue} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
