/** Sums, multiples and products of matrices as one matrix of unevaluated cells, and vectors written as tuples. */
import type { AnswerNode } from '../tree';
import { isExpression, negation, partsOf, productOf } from '../tree';
import type { Work } from '../numbers/work';

export interface Matrix {
  readonly columns: number;
  readonly cells: readonly AnswerNode[];
}

/** The matrix a node comes to; undefined when it is none, or its shapes do not fit. */
export function matrixValue(node: AnswerNode, work: Work): Matrix | undefined {
  work.charge(1);
  switch (node.kind) {
    case 'matrix':
      return { columns: node.columns, cells: node.parts };
    case 'bracketed':
      return matrixValue(node.parts[0]!, work);
    case 'negation': {
      const matrix = matrixValue(node.parts[0]!, work);
      return matrix && { ...matrix, cells: matrix.cells.map(negation) };
    }
    case 'sum': {
      const terms = node.parts.map((part) => matrixValue(part, work));
      const [first] = terms;
      if (
        first === undefined ||
        !terms.every((term) => term?.columns === first.columns && term.cells.length === first.cells.length)
      )
        return undefined;
      return {
        ...first,
        cells: first.cells.map((_, index) => ({ kind: 'sum', parts: terms.map((term) => term!.cells[index]!) })),
      };
    }
    case 'quotient': {
      const matrix = matrixValue(node.parts[0]!, work);
      return (
        matrix && {
          ...matrix,
          cells: matrix.cells.map((cell) => ({ kind: 'quotient', parts: [cell, node.parts[1]!] })),
        }
      );
    }
    case 'product':
      return matrixProduct(node.parts, work);
    default:
      return undefined;
  }
}

function matrixProduct(factors: readonly AnswerNode[], work: Work): Matrix | undefined {
  const scalars: AnswerNode[] = [];
  let result: Matrix | undefined;
  for (const factor of factors) {
    const matrix = matrixValue(factor, work);
    if (matrix === undefined && !isExpression(factor, work)) return undefined;
    if (matrix === undefined) scalars.push(factor);
    else {
      result = result === undefined ? matrix : multiply(result, matrix, work);
      if (result === undefined) return undefined;
    }
  }
  return result && { ...result, cells: result.cells.map((cell) => productOf([...scalars, cell])) };
}

function multiply(a: Matrix, b: Matrix, work: Work): Matrix | undefined {
  const rows = a.cells.length / a.columns;
  if (b.cells.length / b.columns !== a.columns) return undefined;
  work.charge(2 * rows * a.columns * b.columns);
  const cells: AnswerNode[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < b.columns; column++) {
      const parts = Array.from({ length: a.columns }, (_, k) =>
        productOf([a.cells[row * a.columns + k]!, b.cells[k * b.columns + column]!]),
      );
      cells.push({ kind: 'sum', parts });
    }
  }
  return { columns: b.columns, cells };
}

/** A tuple or list as a column vector, or as rows when its members are tuples of one length. */
export function asMatrix(node: AnswerNode): Matrix | undefined {
  if (node.kind !== 'tuple' && node.kind !== 'list' && node.kind !== 'interval' && node.kind !== 'bracketed')
    return undefined;
  const rows = node.parts.map((part) =>
    part.kind === 'tuple' || part.kind === 'interval' || part.kind === 'bracketed' ? partsOf(part) : [part],
  );
  const columns = rows[0]!.length;
  return rows.every((row) => row.length === columns) ? { columns, cells: rows.flat() } : undefined;
}

/** A single row as a column, anything else unchanged: a vector is one however it lies. */
export function upright(matrix: Matrix): Matrix {
  return matrix.columns === matrix.cells.length ? { ...matrix, columns: 1 } : matrix;
}
