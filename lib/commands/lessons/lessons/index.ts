/** The lessons, in the order in which they are told. */
import type { LessonPlan } from '../plan';
import { beamSearch } from './beam-search';
import { dvts } from './dvts';
import { judge } from './judge';
import { judgeErrs } from './judge-errs';
import { oneAnswer } from './one-answer';
import { revising } from './revising';
import { spending } from './spending';
import { tour } from './tour';
import { voting } from './voting';

export const lessonPlans: readonly LessonPlan[] = [
  tour,
  oneAnswer,
  voting,
  judge,
  beamSearch,
  dvts,
  revising,
  spending,
  judgeErrs,
];
