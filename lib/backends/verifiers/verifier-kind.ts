/** What everybody else has to know of a kind of verifier. Its file says it, `verifier-kinds.ts` lists it. */
import type { AggregationName, Verifier } from '@/lib/search';
import type { Scoring } from './scores';

/** What a kind of verifier does; who it is follows from its configuration. */
export type Scorer = Pick<Verifier, 'score'>;

export interface VerifierKind {
  /** As the configuration and the log write it. */
  readonly kind: string;
  /** The aggregation that suits its scores. */
  readonly aggregation: AggregationName;
  /** Names of published models of this kind, whoever re-uploaded or quantised them; absent: no name tells it. */
  readonly names?: RegExp;
  /** The form of its prompts has a place for a system prompt. */
  readonly takesSystemPrompt: boolean;
  /** It reads what its model writes on `/v1/completions`: how well the server does that is worth knowing, too. */
  readonly readsCompletions: boolean;
  /** It needs the log-probabilities of prompts. */
  readonly readsPrompts?: true;
  /** Its server may have nothing but the one call, and no list of models. */
  readonly isBare?: true;
  /** Nothing is sent yet. */
  readonly create: (scoring: Scoring) => Scorer;
}
