/** Sums that a text states and that do not hold. Knows nothing of what it is about; where it is unsure it says nothing. */
import { firstFalse } from './compare/false-equation';
import { findEquations, type StatedEquation } from './find/find-equations';

/** The first of them; `about` is what the text is about. Never throws; the work is bounded. */
export function firstFalseEquation(text: string, about?: string): StatedEquation | undefined {
  return firstFalse(findEquations(text, about));
}
