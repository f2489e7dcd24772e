/** How many tokens to ask for after a server has said that prompt and answer do not fit its context together. Pure. */

/** Fewer are no use to anybody. */
const leastRoom = 16;

export interface Refused {
  /** Tokens that were asked for. */
  readonly asked: number;
  /** Of the context, where known. */
  readonly limit: number | undefined;
  /** Of the prompt, as the server told them. */
  readonly prompt: number | undefined;
  /** Of the prompt, as we guess. */
  readonly guess: number;
}

/** Undefined when there is no room: the prompt alone does not fit. */
export function roomAfter({ asked, limit, prompt, guess }: Refused): number | undefined {
  const exact = limit === undefined || prompt === undefined ? undefined : limit - prompt;
  if (exact !== undefined && exact < 1) return undefined;
  const likely = exact ?? (limit === undefined ? undefined : limit - guess);
  // Numbers that promise as much as was refused are no help.
  const room = likely !== undefined && likely >= 1 && likely < asked ? likely : Math.floor(asked / 2);
  return room >= leastRoom || (exact !== undefined && room >= 1) ? room : undefined;
}
