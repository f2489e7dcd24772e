/** Which verifier is looked at, where and how, and its place in the URL. Pure; what cannot be read falls back, one field at a time. */
import {
  aggregationNameSchema,
  scoredSelections,
  usualSelection,
  type AggregationName,
  type SelectionName,
} from '@/lib/search';
import {
  everywhere,
  failureKinds,
  labQuerySchema,
  usualFall,
  usualSureness,
  type FailureKind,
} from '@/lib/verifier-lab/wire';

export const judgedNames = ['solutions', 'steps'] as const;
/** Those that go by scores, the usual one first. */
export const gapSelections: readonly [SelectionName, ...SelectionName[]] = [
  usualSelection(true),
  ...scoredSelections.filter((name) => name !== usualSelection(true)),
];

export interface LabForm {
  /** Empty: the first there is. */
  readonly verifier: string;
  readonly of: string;
  /** Undefined: as each run's selections went by. */
  readonly aggregation: AggregationName | undefined;
  readonly judged: (typeof judgedNames)[number];
  readonly selection: SelectionName;
  /** All budgets, and not only the largest of each strategy. */
  readonly hasAllBudgets: boolean;
  readonly kind: FailureKind;
  readonly sure: number;
  readonly fall: number;
}

const { sure, fall } = labQuerySchema.shape;

export function readLabForm(params: URLSearchParams): LabForm {
  const oneOf = <Name extends string>(name: string, names: readonly [Name, ...Name[]]) =>
    names.find((each) => each === params.get(name)) ?? names[0];
  return {
    verifier: params.get('verifier')?.slice(0, 200) ?? '',
    of: params.get('of')?.slice(0, 200) ?? everywhere,
    aggregation: aggregationNameSchema.safeParse(params.get('by')).data,
    judged: oneOf('judged', judgedNames),
    selection: oneOf('selection', gapSelections),
    hasAllBudgets: params.get('budgets') === 'all',
    kind: oneOf('failures', failureKinds),
    sure: sure.safeParse(params.get('sure') ?? undefined).data ?? usualSureness,
    fall: fall.safeParse(params.get('fall') ?? undefined).data ?? usualFall,
  };
}

export function writeLabForm(form: LabForm): URLSearchParams {
  const params = new URLSearchParams();
  if (form.verifier !== '') params.set('verifier', form.verifier);
  if (form.of !== everywhere) params.set('of', form.of);
  if (form.aggregation !== undefined) params.set('by', form.aggregation);
  if (form.judged !== 'solutions') params.set('judged', form.judged);
  if (form.selection !== gapSelections[0]) params.set('selection', form.selection);
  if (form.hasAllBudgets) params.set('budgets', 'all');
  if (form.kind !== failureKinds[0]) params.set('failures', form.kind);
  if (form.sure !== usualSureness) params.set('sure', String(form.sure));
  if (form.fall !== usualFall) params.set('fall', String(form.fall));
  return params;
}
