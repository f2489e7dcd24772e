/** All checks, in the order in which they run. */
import { chatChecks } from './chat-checks';
import type { Check } from './check';
import { policyChecks } from './policy-checks';
import { refusalChecks } from './refusal-checks';
import { searchChecks } from './search-checks';
import { simpleChecks } from './simple-checks';
import { verifierChecks } from './verifier-checks';

export const checks: readonly Check[] = [
  ...policyChecks,
  ...verifierChecks,
  ...refusalChecks,
  ...searchChecks,
  ...simpleChecks,
  ...chatChecks,
];
