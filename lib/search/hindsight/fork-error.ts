/** Why a run cannot be left like that. */
import { SaidError } from '@/lib/words';

/** The fork cannot be made; `said` says why, and what could. */
export class ForkError extends SaidError {
  override readonly name = 'ForkError';
}
