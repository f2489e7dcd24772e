/** From a row of a foreign file to a problem: which column means what, the whole statement, the reference answer. Pure; knows no format of files. */
export { columnsFor, fieldNames, fieldOf, optionNames } from './fields';
export { isRead, maxColumns, questionIn, readProblem, referenceIn } from './problem-row';
export type { ReadProblem } from './problem-row';
export { choiceAt, choicesIn, statementOf } from './statement';
