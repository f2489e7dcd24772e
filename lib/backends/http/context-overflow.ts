/**
 * “It does not fit the context”, as servers say it, and the numbers in their words: how long the context is, and how long
 * the prompt was. Pure; every wording is in here and nowhere else.
 */

export interface Overflow {
  /** Tokens that the context holds. */
  readonly limit: number | undefined;
  /** Tokens of the prompt alone; where the server says “at least”, so many. */
  readonly prompt: number | undefined;
}

/**
 * vLLM of all versions and OpenAI: the first; vLLM when nothing or less than nothing is left: the two after it. Then
 * SGLang; llama-server; llama-cpp-python; TGI; LM Studio; TensorRT-LLM, TabbyAPI, Anthropic; LiteLLM, Gemini.
 */
const wordings = [
  /maximum context length|context_length_exceeded/i,
  /max_tokens must be at least 1, got (-|0)/i,
  /cannot be greater than max_model_len|longer than the maximum model length|longer than the (model'?s )?maximum/i,
  /longer than the model['’]s context length|exceeds? the model['’]s (maximum )?context/i,
  /exceeds? the available context size|exceeds? (the )?context (window|size|length)/i,
  /inputs.{0,40}must (be <=|have less than)/i,
  /greater than the context length|not enough (space|room) in (the )?context/i,
  /(exceeds?|greater than|larger than|longer than) (the )?(max_num_tokens|max_seq_len|max_sequence_length|context limit|token limit)/i,
  /context ?window ?exceeded|exceeds the maximum (number of tokens|allowed input length)|prompt is too long/i,
];

const limits = [
  /(?:maximum (?:context|model) length|context (?:length|window|size)|max_model_len|max_num_tokens|max_seq_len)[^\d]{0,40}?(\d+)/i,
  /(?:must be <=|must have less than|maximum number of tokens allowed|n_ctx)[^\d]{0,20}?(\d+)/i,
  /(?:>|exceeds?)[^\d]{0,40}?(\d+)(?: maximum)?/i,
];
const prompts = [
  /(\d+) in the (?:messages|prompt)/i,
  /(?:prompt|input|request) (?:contains|has|of|is)[^\d]{0,20}?(\d+)/i,
  /(\d+) (?:input|prompt) tokens/i,
  /given: (\d+) `?inputs/i,
  /n_prompt_tokens\D{0,4}(\d+)/i,
  /(?:input|prompt)[^\d.]{0,30}\((\d+)(?: tokens)?\)/i,
];

/** Undefined when `text` is about something else. Servers say it with 400, 413, 422 or, behind routers, 500. */
export function readOverflow(status: number, text: string): Overflow | undefined {
  if (![400, 413, 422, 500].includes(status) || !wordings.some((wording) => wording.test(text))) return undefined;
  return { limit: firstNumber(limits, text), prompt: firstNumber(prompts, text) };
}

function firstNumber(patterns: readonly RegExp[], text: string): number | undefined {
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return Number(found);
  }
  return undefined;
}
