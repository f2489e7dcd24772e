/** What a probed capability means for a run, and what its lack costs; one without words here is shown by its own name. */
interface Words {
  readonly can: string;
  /** What is slower, less exact or missing instead. */
  readonly cannot: string;
}

const words: Readonly<Record<string, Words>> = {
  completions: { can: 'completes text', cannot: 'It has no /v1/completions, which is where steps are written and judged: it cannot be used as this.' },
  tokenize: { can: 'splits text into tokens', cannot: 'Its tokenizer cannot be asked: prompts go as text, and token counts of them are estimates where it tells none.' },
  chatTemplate: { can: 'applies its chat template', cannot: 'It applies no chat template: problems go as plain text, unless chatTemplate is configured.' },
  tokenIn: { can: 'takes token ids', cannot: 'Slower: it takes no token ids, so every step is tokenised again and may miss its cache.' },
  tokenOut: { can: 'returns token ids', cannot: 'Slower: it returns no token ids, so prefixes go as text, tokenised again at every step.' },
  n: { can: 'writes several continuations a request', cannot: 'Slower: one continuation a request.' },
  stopTold: { can: 'tells what stopped it', cannot: 'It does not tell what stopped it: the end of a step is judged by its text.' },
  stopKept: { can: 'keeps the step separator', cannot: 'It takes the step separator away: it is put back here.' },
  logprobs: { can: 'tells how likely tokens are', cannot: 'It tells no log-probabilities: it can write steps, not judge them.' },
  promptLogprobs: { can: 'tells how likely a prompt is', cannot: 'It tells no log-probabilities of prompts, by which steps are scored: it cannot be used as this.' },
  cachedTokens: { can: 'tells what its cache saved', cannot: 'It does not tell what its cache saved: all prompt tokens count as computed (vLLM: --enable-prompt-tokens-details).' },
  metrics: { can: 'tells its load', cannot: 'It tells no load: the number of requests in flight does not follow it.' },
  scores: { can: 'scores steps', cannot: 'A step could not be scored: it may be another kind of model, or be served in another way. Its test says more.' },
};

const hidden = 'Slower: it hides what stopped it, so steps are cut here, one continuation a request, with a few tokens written in vain.';

export interface CapabilityWords {
  readonly can: readonly string[];
  readonly cannot: readonly string[];
}

export function capabilityWords(capabilities: Readonly<Record<string, boolean>>): CapabilityWords {
  const isHiding = capabilities.stopTold === false && capabilities.stopKept === false;
  const entries = Object.entries(capabilities).filter(([name]) => !isHiding || !name.startsWith('stop'));
  const nameOf = (name: string) => name.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ').toLowerCase();
  return {
    can: entries.flatMap(([name, isThere]) => (isThere ? [words[name]?.can ?? nameOf(name)] : [])),
    cannot: [
      ...(isHiding ? [hidden] : []),
      ...entries.flatMap(([name, isThere]) => (isThere ? [] : [words[name]?.cannot ?? `Not there: ${nameOf(name)}.`])),
    ],
  };
}
