/**
 * Majority vote, also called self-consistency (Wang et al. 2022, arXiv 2203.11171): best-of-N without a verifier, the
 * most frequent answer wins. Rule N-2 of SPEC.md.
 */
import { bestOfN } from './best-of-n';
import type { Strategy } from './strategy';

export const majority: Strategy = { ...bestOfN, name: 'majority', needsVerifier: false };
