/** Why a run cannot be left like that. */
import type { Text } from '@/lib/words';

/** The fork cannot be made; `said` says why, and what could. */
export class ForkError extends Error {
  override readonly name = 'ForkError';
  readonly said: Text;
  constructor(said: Text) {
    super(said.en);
    this.said = said;
  }
}
