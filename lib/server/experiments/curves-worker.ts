/** The thread that makes curves and verdicts: takes the data of an experiment, gives back what was asked for. Knows no store and no HTTP. */
import { curvesOf, verdictOf, type CurvesQuery, type VerdictQuery } from '@/lib/experiments/report';
import type { Curves } from '@/lib/experiments/report/curve-model';
import type { Verdict } from '@/lib/experiments/report/verdict-model';
import type { ExperimentData } from '@/lib/experiments/model';
import { answerJobs } from '../side-work/answer-jobs';

/** What is asked for, by what makes it. */
export type CurvesQuestion =
  | { readonly type: 'curves'; readonly data: ExperimentData; readonly query: CurvesQuery }
  | { readonly type: 'verdict'; readonly data: ExperimentData; readonly query: VerdictQuery };

answerJobs((question: CurvesQuestion): Curves | Verdict =>
  question.type === 'curves' ? curvesOf(question.data, question.query) : verdictOf(question.data, question.query),
);
