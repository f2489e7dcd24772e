/** The kinds of verifiers there are. The one place that lists them; what is true of a kind stands in its own file. */
import { assertDefined } from '@/lib/base';
import { judge } from './judge';
import { likelihood } from './likelihood-verifier';
import { mathShepherd } from './math-shepherd';
import { outcomeRm } from './outcome-rm';
import { qwenPrm } from './qwen-prm';
import { rlhflowPrm } from './rlhflow-prm';
import { scoreApi } from './score-api';
import { skyworkPrm } from './skywork-prm';
import { thinkPrm } from './think-prm';
import type { VerifierKind } from './verifier-kind';

/** Where the name of a model would do for several, the first of them is meant. */
export const verifierKinds: readonly VerifierKind[] = [
  likelihood,
  mathShepherd,
  qwenPrm,
  skyworkPrm,
  thinkPrm,
  rlhflowPrm,
  outcomeRm,
  judge,
  scoreApi,
];

/** The kind of a configured verifier. */
export function verifierKindOf({ kind }: { readonly kind: string }): VerifierKind {
  return assertDefined(
    verifierKinds.find((each) => each.kind === kind),
    `the configuration knows the kind ${kind}`,
  );
}

/** The kind of verifier that a model is, from its name; undefined when the name says nothing. */
export function kindOfModel(model: string): VerifierKind | undefined {
  return verifierKinds.find(({ names }) => names?.test(model) === true);
}
