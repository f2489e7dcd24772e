/**
 * The process that reads what people bring in. One file at a time: what it comes to first, then what is to be kept of it, in
 * portions, as they are asked for. Knows no store and no HTTP; a refusal is an answer, because errors lose their details on
 * the way between processes.
 */
import { assertDefined, assertUnreachable } from '@/lib/base';
import { readDatasetPage, readDatasetPart, type ProblemFile } from '@/lib/problems';
import type { DatasetAnswer, DatasetName, DatasetPage, DatasetRefusal } from '@/lib/problems';
import { lengthOf, type NewChunk } from '@/lib/runs';
import type { Text } from '@/lib/words';
import { ApiError, type ApiErrorCode } from '../http/api-error';
import { answerJobs } from '../side-work/answer-jobs';
import { ProblemReader, type Fed, type ProblemPortion } from './problem-reader';
import { readLog, type LogFile, type ReadRun } from './read-log';
import {
  readSolutions,
  type ReadSolutions,
  type SolutionsFile,
  type SolutionsPlan,
  type SolvedProblem,
} from './read-solutions';

/** In UTF-16 code units or bytes; the other process copies a portion without a turn for others. */
const portionLength = 1_000_000;

export type ImportQuestion =
  | ({ readonly type: 'log' } & LogFile)
  | ({ readonly type: 'solutions' } & SolutionsFile)
  /** The next problem of the solutions. */
  | { readonly type: 'problem'; readonly runId: string }
  /** The next portion of the log, or of the problem's. */
  | { readonly type: 'chunks' }
  /** A file of problems, whose pieces follow. */
  | { readonly type: 'set'; readonly form: ProblemFile['form'] }
  /** What can be read of it now. */
  | ({ readonly type: 'rows' } & Fed)
  /** What the server of a dataset answered. */
  | { readonly type: 'dataset-part'; readonly name: DatasetName; readonly answer: DatasetAnswer }
  | { readonly type: 'dataset-page'; readonly answer: DatasetAnswer };

export type ImportMade =
  | Omit<ReadRun, 'chunks'>
  | SolutionsPlan
  /** Undefined: that was all. */
  | Omit<SolvedProblem, 'chunks'>
  | undefined
  /** Empty: that was all. */
  | readonly NewChunk[]
  | ProblemPortion
  | Required<DatasetName>
  | DatasetPage
  | DatasetRefusal;

export type ImportAnswer =
  | { readonly made: ImportMade }
  | { readonly refused: { readonly code: ApiErrorCode; readonly words: string | Text; readonly details: unknown } };

let solutions: ReadSolutions | undefined;
let chunks: Iterator<NewChunk, unknown> | undefined;
let set: ProblemReader | undefined;

/** What is left of the answer once its log lies here, to be asked for. */
function withoutLog<R extends ReadRun>({ chunks: all, ...rest }: R): Omit<R, 'chunks'> {
  chunks = all[Symbol.iterator]();
  return rest;
}

function nextPortion(): readonly NewChunk[] {
  const portion: NewChunk[] = [];
  for (let length = 0; length < portionLength;) {
    const step = chunks?.next();
    if (step === undefined || step.done === true) break;
    portion.push(step.value);
    length += lengthOf(step.value);
  }
  return portion;
}

async function answer(question: ImportQuestion): Promise<ImportMade> {
  switch (question.type) {
    case 'log':
      return withoutLog(await readLog(question));
    case 'solutions': {
      const { plan, problems, leftOut, notes } = (solutions = await readSolutions(question));
      return { plan, problems, leftOut, notes };
    }
    case 'problem': {
      const solved = solutions?.next(question.runId);
      return solved && withoutLog(solved);
    }
    case 'chunks':
      return nextPortion();
    case 'set':
      set = new ProblemReader(question.form);
      return undefined;
    case 'rows':
      return assertDefined(set, 'its file was named first').read(question);
    case 'dataset-part':
      return readDatasetPart(question.name, question.answer);
    case 'dataset-page':
      return readDatasetPage(question.answer);
    default:
      return assertUnreachable(question);
  }
}

answerJobs(async (question: ImportQuestion): Promise<ImportAnswer> => {
  try {
    return { made: await answer(question) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { code, message, said, details } = error;
    return { refused: { code, words: said ?? message, details } };
  }
});
