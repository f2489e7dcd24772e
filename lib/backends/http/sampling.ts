/** The sampling fields of a request, all of them, in the spelling that every version accepts. Knows no server. */

export interface Sampling {
  /** 0 is greedy. */
  readonly temperature: number;
  readonly topP: number;
  /** 0 is off. */
  readonly topK: number;
}

/** What a scoring call samples with; its one token is not used. */
export const greedy: Sampling = { temperature: 0, topP: 1, topK: 0 };

/** For servers that count top-k from 0 (llama-cpp-python). */
export function samplingInstead(body: Readonly<Record<string, unknown>>): {
  readonly instead?: Readonly<Record<string, unknown>>;
} {
  return body.top_k === -1 ? { instead: { top_k: 0 } } : {};
}

/** Every field is sent: since vLLM 0.8 one left out is filled from the model's generation_config.json. */
export function samplingFields({ temperature, topP, topK }: Sampling): Readonly<Record<string, number>> {
  // "Off" is only -1 up to 0.8, and 0 or -1 later.
  return { temperature, top_p: topP, top_k: topK === 0 ? -1 : topK, min_p: 0, repetition_penalty: 1 };
}
