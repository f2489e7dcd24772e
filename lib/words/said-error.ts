import { asText, type Text, type Told } from './text';

/** An error that says in every language what is wrong. */
export class SaidError extends Error {
  override readonly name: string = 'SaidError';
  readonly said: Text;
  constructor(said: Text, options?: ErrorOptions) {
    super(said.en, options);
    this.said = said;
  }
}

/** What any error tells a reader: in every language where it says so, else as it stands. */
export function toldBy(error: unknown): Told {
  if (!(error instanceof Error)) return { message: String(error) };
  const { message } = error;
  const said = 'said' in error ? (error as { readonly said?: Text }).said : undefined;
  return said === undefined ? { message } : { message, said };
}

/** The same as a text. */
export function saidBy(error: Error): Text {
  return toldBy(error).said ?? asText(error.message);
}
