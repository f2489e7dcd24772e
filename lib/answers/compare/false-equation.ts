/** Whether an equation of numbers is false: exactly so where both sides are fractions, and beyond all rounding where there are decimals. */
import { parse } from '../read/parse';
import { exactValue } from '../values/exact';
import { isSame, toNumber } from '../numbers/rational';
import type { AnswerNode } from '../tree';
import { contains } from '../tree';
import { Work } from '../numbers/work';
import { bounded } from './compare-answers';

/** What decimals have to be apart, of the larger side, before nobody can have rounded. */
const ROUNDING_SHARE = 0.01;

interface Equation {
  readonly left: string;
  readonly right: string;
}

/** The first that is false beyond doubt; the work for all of them is bounded together. Never throws. */
export function firstFalse<Stated extends Equation>(equations: readonly Stated[]): Stated | undefined {
  const work = new Work();
  return equations.find((equation) => bounded(() => isFalse(equation, work)) ?? false);
}

function isFalse({ left, right }: Equation, work: Work): boolean {
  const [a, b] = [parse(left, work), parse(right, work)];
  const [x, y] = [exactValue(a, work), exactValue(b, work)];
  if (x === undefined || y === undefined || isSame(x, y)) return false;
  if (!hasDecimals(a, work) && !hasDecimals(b, work)) return true;
  const [u, v] = [toNumber(x), toNumber(y)];
  const coarsest = 10 ** -Math.min(decimalsOf(left), decimalsOf(right));
  return Math.abs(u - v) > Math.max(coarsest, ROUNDING_SHARE * Math.max(Math.abs(u), Math.abs(v)));
}

function hasDecimals(node: AnswerNode, work: Work): boolean {
  return contains(node, (part) => part.kind === 'number' && part.decimals !== undefined, work);
}

/** Of the decimal with the fewest places; Infinity where there is none, and every number is exact. */
function decimalsOf(side: string): number {
  return [...side.matchAll(/\d\.(\d+)/g)].reduce((least, [, places]) => Math.min(least, places!.length), Infinity);
}
