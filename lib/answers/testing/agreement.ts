/** Agreement with labelled pairs of answers, for the agreement test and the benchmark. Not used by the app. */
import { gradeAnswer } from '../grade';
import { isSameAnswer } from '../compare/compare-answers';

export interface AnswerCase {
  readonly gold: string;
  readonly pred: string;
  readonly equal: boolean;
  /** answer: two bare answers; expr: identity of two expressions; text: `pred` is model text. */
  readonly kind: 'answer' | 'expr' | 'text';
  readonly policy?: boolean | string;
  readonly suspect?: boolean | string;
}

export interface Agreement {
  readonly kinds: readonly {
    readonly kind: AnswerCase['kind'];
    readonly cases: number;
    readonly agreed: number;
    readonly falsePositives: readonly AnswerCase[];
  }[];
  readonly disagreements: readonly AnswerCase[];
  /** Milliseconds per pair by the clock given, ascending. */
  readonly times: readonly number[];
}

/** `jsonl` holds one case a line. Cases whose label is a convention or doubtful are left out. */
export function measureAgreement(jsonl: string, now: () => number): Agreement {
  const cases = jsonl
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as AnswerCase)
    .filter((each) => !each.policy && !each.suspect);
  const times: number[] = [];
  const outcomes = cases.map((each) => {
    const start = now();
    const isEqual =
      each.kind === 'text' ? gradeAnswer(each.pred, each.gold) === 'right' : isSameAnswer(each.pred, each.gold);
    times.push(now() - start);
    return { each, isEqual };
  });
  const kinds = (['answer', 'expr', 'text'] as const).map((kind) => {
    const ofKind = outcomes.filter(({ each }) => each.kind === kind);
    return {
      kind,
      cases: ofKind.length,
      agreed: ofKind.filter(({ each, isEqual }) => isEqual === each.equal).length,
      falsePositives: ofKind.filter(({ each, isEqual }) => isEqual && !each.equal).map(({ each }) => each),
    };
  });
  const disagreements = outcomes.filter(({ each, isEqual }) => isEqual !== each.equal).map(({ each }) => each);
  return { kinds, disagreements, times: times.sort((a, b) => a - b) };
}
