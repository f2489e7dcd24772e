/**
 * Rows of a foreign file or dataset into a set: checked one by one, written in pieces, and told in a report. What is good
 * is kept, whatever stands beside it; a set becomes visible when all of it was read.
 */
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { ImportReport, ProblemSet } from './wire';
import type { ReadRow } from './read-problems';
import { fileReasons, fillText, importNotes, joinTexts, rowReasons, toldAs, type Text } from '@/lib/words';
import type { PlacedProblem, SetDraft } from './store';

const rowsPerWrite = 500;
const maxIssues = 200;
const maxReasons = 50;
/** More would be no problem set any more. */
const maxProblems = 1_000_000;
/** After so many rows without a single problem it is the wrong file. */
const hopelessRows = 10_000;

/** Nothing could be taken; the report says why. */
export class NoProblemsError extends Error {
  override readonly name = 'NoProblemsError';
  readonly report: ImportReport;
  /** Part of a sentence, without a stop. */
  readonly said: Text;
  constructor(report: ImportReport) {
    const [note] = report.notes;
    const [reason] = report.reasons;
    const parts = [
      ...(note === undefined ? [] : [withoutStop(note.said)]),
      ...(reason === undefined
        ? []
        : [fillText(fileReasons.rowsBecause, { rows: reason.rows, all: report.rows, reason: reason.said })]),
    ];
    const said = parts.length === 0 ? fileReasons.noRows : joinTexts(parts, { en: '; ', zh: '；' });
    super(said.en);
    this.report = report;
    this.said = said;
  }
}

export interface ImportedSet {
  readonly set: ProblemSet;
  readonly report: ImportReport;
}

/** `name` is the set's, for ids of rows that have none. Throws NoProblemsError, and what `rows` and the draft throw; the draft is then gone. */
export async function importProblems(
  rows: AsyncIterable<ReadRow>,
  draft: SetDraft,
  name: string,
): Promise<ImportedSet> {
  const report = new Report();
  let waiting: PlacedProblem[] = [];
  const write = async () => {
    const repeated = new Set(await draft.add(waiting));
    for (const { row, problem } of waiting) {
      if (repeated.has(row)) report.leftOut(row, rowReasons.repeatedId, problem.uniqueId.slice(0, 80));
      else report.kept();
    }
    waiting = [];
    await yieldToOthers();
  };
  try {
    for await (const read of rows) {
      if ('stopped' in read) report.note(fillText(importNotes.stopped, { why: withoutStop(read.stopped) }));
      else if ('note' in read) report.note(read.note);
      else if (!('row' in read)) report.has(read.columns);
      else {
        report.seen();
        if ('complaint' in read) report.leftOut(read.row, read.complaint);
        else {
          const { row, problem, columns, strangeLevel } = read;
          report.took(columns, strangeLevel);
          waiting.push({ row, problem: { ...problem, uniqueId: problem.uniqueId ?? `${name}/${row}` } });
        }
        if (waiting.length >= rowsPerWrite) await write();
        if (report.problems >= maxProblems) {
          report.note(fillText(importNotes.mostProblems, { most: maxProblems.toLocaleString('en'), row: read.row }));
          break;
        }
        if (report.rows >= hopelessRows && report.problems + waiting.length === 0) {
          report.note(fillText(importNotes.hopeless, { rows: hopelessRows.toLocaleString('en') }));
          break;
        }
      }
    }
    await write();
    if (report.problems === 0) throw new NoProblemsError(report.written());
    return { set: await draft.publish(), report: report.written() };
  } catch (error) {
    await draft.discard();
    throw error;
  }
}

class Report {
  rows = 0;
  problems = 0;
  readonly #columns = new Map<string, { readonly field: string; readonly column: string; rows: number }>();
  readonly #issues: ImportReport['issues'] = [];
  /** By their English. */
  readonly #reasons = new Map<string, { readonly said: Text; rows: number }>();
  readonly #notes: Text[] = [];
  /** Names of columns that rows have, read or not. */
  readonly #names = new Set<string>();
  readonly #strangeLevels = new Map<string, number>();

  seen(): void {
    this.rows += 1;
  }

  kept(): void {
    this.problems += 1;
  }

  took(columns: readonly (readonly [field: string, column: string])[], strangeLevel: string | undefined): void {
    for (const [field, column] of columns) {
      const key = `${field} ${column}`;
      const known = this.#columns.get(key) ?? { field, column, rows: 0 };
      known.rows += 1;
      if (this.#columns.size < 100) this.#columns.set(key, known);
    }
    if (strangeLevel !== undefined && this.#strangeLevels.size < 1_000)
      this.#strangeLevels.set(strangeLevel, (this.#strangeLevels.get(strangeLevel) ?? 0) + 1);
  }

  leftOut(row: number, reason: Text, detail?: string): void {
    if (this.#issues.length < maxIssues) {
      const said = detail === undefined ? reason : fillText(rowReasons.withDetail, { reason, detail });
      this.#issues.push({ row, ...toldAs(said) });
    }
    const isTold = this.#reasons.has(reason.en) || this.#reasons.size < maxReasons;
    const said = isTold ? reason : rowReasons.somethingElse;
    this.#reasons.set(said.en, { said, rows: (this.#reasons.get(said.en)?.rows ?? 0) + 1 });
  }

  /** Columns that are there; which of them were read is known in the end. */
  has(names: readonly string[]): void {
    for (const name of names) this.#names.add(name);
  }

  note(text: Text): void {
    this.#notes.push(text);
  }

  written(): ImportReport {
    const strange = [...this.#strangeLevels.values()].reduce((sum, rows) => sum + rows, 0);
    const examples = [...this.#strangeLevels.keys()]
      .slice(0, 3)
      .map((each) => `“${each.slice(0, 30)}”`)
      .join(', ');
    const read = new Set([...this.#columns.values()].map(({ column }) => column));
    const unread = this.problems === 0 ? [] : [...this.#names].filter((name) => !read.has(name));
    return {
      rows: this.rows,
      problems: this.problems,
      leftOut: [...this.#reasons.values()].reduce((sum, { rows }) => sum + rows, 0),
      columns: [...this.#columns.values()],
      issues: this.#issues,
      reasons: [...this.#reasons]
        .map(([reason, { said, rows }]) => ({ reason, said, rows }))
        .toSorted((left, right) => right.rows - left.rows),
      notes: [
        ...this.#notes,
        ...(strange === 0 ? [] : [fillText(importNotes.strangeLevels, { count: strange, examples })]),
        ...(unread.length === 0 ? [] : [fillText(importNotes.unread, { columns: namesIn(unread) })]),
      ].map(toldAs),
    };
  }
}

const shownNames = 12;

function namesIn(names: readonly string[]): string | Text {
  const shown = names
    .slice(0, shownNames)
    .map((name) => name.slice(0, 40))
    .join(', ');
  const more = names.length - shownNames;
  return more > 0 ? fillText(importNotes.more, { names: shown, count: more }) : shown;
}

function withoutStop({ en, zh }: Text): Text {
  return { en: en.replace(/\.+$/, ''), zh: zh.replace(/。+$/, '') };
}
