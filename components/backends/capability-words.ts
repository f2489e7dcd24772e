/** What a probed capability means for a run, in plain words; one without words here is shown by its own name. */
const words: Readonly<Record<string, string>> = {
  tokenIn: 'takes token ids, so that prefixes are continued exactly',
  tokenOut: 'returns token ids',
  tokenize: 'tells how it splits text into tokens',
  stream: 'streams, so that text appears while it is written',
  stopString: 'stops at the step separator and keeps it',
  stop: 'stops at the step separator',
  n: 'writes several continuations in one call',
  seed: 'honours a seed, so that a run can be repeated',
  logprobs: 'tells how likely each token was',
  scores: 'scores a step',
  promptLogprobs: 'tells how likely the tokens of a prompt were',
  prefixCache: 'reuses prefixes that it has already read',
  chat: 'speaks the chat form',
  completions: 'speaks the completions form',
  metrics: 'tells its load',
  pooling: 'scores by its pooling endpoint',
  stepScores: 'scores every step',
  continueFinalMessage: 'goes on with a message that was begun',
};

export function capabilityWords(name: string): string {
  return words[name] ?? name.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ').toLowerCase();
}
