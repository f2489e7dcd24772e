/** A failure as it is told in every language. Knows the catalogue, and a failure by its kind and message alone. */
import { serverFailures } from './refusal-words';
import { fillText, type Told } from './text';

/** What a model server failed at: its own words, and around them in other languages how it failed. */
export function toldFailure({ kind, message }: { readonly kind: string; readonly message: string }): Told {
  const around = Object.entries(serverFailures).find(([each]) => each === kind)?.[1];
  return around === undefined ? { message } : { message, said: fillText(around, { message }) };
}
