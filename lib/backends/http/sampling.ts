/** The sampling fields of a request, all of them, in the spelling that every version accepts. Knows no server. */
import type { Replacements } from './refusals';

export interface Sampling {
  /** 0 is greedy. */
  readonly temperature: number;
  readonly topP: number;
  /** 0 is off. */
  readonly topK: number;
}

/** What a scoring call samples with; its one token is not used. */
export const greedy: Sampling = { temperature: 0, topP: 1, topK: 0 };

/**
 * What stands for fields that a server or its model refuses: hosted interfaces know the few of OpenAI's, and some models
 * take no temperature, or call the limit by its newer name. llama-cpp-python counts top-k from 0. A field left out has the
 * server's own value.
 */
export function refusable(body: Readonly<Record<string, unknown>>): { readonly instead: Replacements } {
  const leftOut = [
    'temperature',
    'top_p',
    'min_p',
    'repetition_penalty',
    'seed',
    'stream_options',
    'skip_special_tokens',
    'add_special_tokens',
    'include_stop_str_in_output',
    'priority',
  ];
  return {
    instead: {
      ...Object.fromEntries(leftOut.map((field) => [field, [{}]])),
      top_k: [{ top_k: body.top_k === -1 ? 0 : body.top_k }, {}],
      max_tokens: [{ max_completion_tokens: body.max_tokens }],
    },
  };
}

/** Every field is sent: since vLLM 0.8 one left out is filled from the model's generation_config.json. */
export function samplingFields({ temperature, topP, topK }: Sampling): Readonly<Record<string, number>> {
  // "Off" is only -1 up to 0.8, and 0 or -1 later.
  return { temperature, top_p: topP, top_k: topK === 0 ? -1 : topK, min_p: 0, repetition_penalty: 1 };
}
