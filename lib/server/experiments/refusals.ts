/** What the store refuses of the work on experiments, until it takes it again. Knows no experiment and tries nothing anew. */
import { StoreError } from '@/lib/runs';
import { isOf } from '../http/api-error';

export class Refusals {
  /** In words, by the kind of work that met it last. */
  readonly #words = new Map<string, string>();

  /** Does work of a kind, and remembers why the store did not let it. Throws what it throws. */
  async noted<T>(kind: string, work: () => Promise<T>): Promise<T> {
    try {
      const made = await work();
      this.#words.delete(kind);
      return made;
    } catch (error) {
      if (isOf(StoreError, 'StoreError', error)) this.#words.set(kind, error.message);
      throw error;
    }
  }

  /** Undefined when nothing was refused last time. */
  get words(): string | undefined {
    return this.#words.values().next().value;
  }
}
