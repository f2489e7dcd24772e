/** Matrices, determinants and case lists: rows of cells between `\begin{…}` and `\end{…}`. */
import type { Grammar } from './grammar';
import type { AnswerNode } from '../tree';
import { call } from '../tree';
import { Unreadable } from '../numbers/work';

const MAX_CELLS = 400;

/** `environment` is `matrix`, `determinant` or `cases`; its `begin` has been taken. Throws Unreadable for ragged rows. */
export function readMatrix(grammar: Grammar, environment: string): AnswerNode {
  const rows = readRows(grammar, `end ${environment}`);
  const columns = rows[0]?.length ?? 0;
  if (environment === 'cases') {
    const parts = rows.map((row) => row[0]!);
    return parts.length === 1 ? parts[0]! : { kind: 'list', joiner: 'comma', parts };
  }
  if (rows.some((row) => row.length !== columns)) throw new Unreadable('ragged matrix');
  const matrix: AnswerNode = { kind: 'matrix', columns, parts: rows.flat() };
  return environment === 'determinant' ? call('det', [matrix]) : matrix;
}

function readRows(grammar: Grammar, end: string): AnswerNode[][] {
  const { tokens } = grammar;
  const rows: AnswerNode[][] = [[]];
  let cells = 0;
  while (!tokens.isCommand(end)) {
    if (tokens.skipMark('&') || tokens.skipMark(',')) continue;
    if (tokens.skipMark('\\\\')) {
      rows.push([]);
      continue;
    }
    if (++cells > MAX_CELLS) throw new Unreadable('matrix too large');
    rows.at(-1)!.push(tokens.inside(false, () => grammar.relation()));
  }
  tokens.expectCommand(end);
  const filled = rows.filter((row) => row.length > 0);
  if (filled.length === 0) throw new Unreadable('empty matrix');
  return filled;
}
