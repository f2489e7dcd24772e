import type { BackendStatus } from '@/lib/backends/status';

/** What a probed capability means for a run, and what its lack costs; one without words here is shown by its own name. */
interface Words {
  readonly can: string;
  /** What is slower, less exact or missing instead. */
  readonly cannot: string;
}

const words: Readonly<Record<string, Words>> = {
  completions: {
    can: 'completes text',
    cannot:
      'Its /v1/completions, where steps are written and judged, is missing or its replies are not understood: it cannot be used as this. A server that only chats is a policy of the kind chat.',
  },
  chat: {
    can: 'answers in a chat',
    cannot: 'It has no /v1/chat/completions, which is how solutions are written here: it cannot be used as this.',
  },
  stepwise: {
    can: 'goes on with what was begun, so strategies that go step by step can use it',
    cannot:
      'It begins anew instead of going on with what was begun: strategies that write whole solutions (best-of-N, majority vote, greedy) can use it, those that go step by step cannot.',
  },
  thinks: {
    can: 'thinks before it answers: give it room (“Tokens per solution”), or have it think less by extraBody',
    cannot: '',
  },
  tokenize: {
    can: 'splits text into tokens',
    cannot:
      'Its tokenizer cannot be asked: prompts go as text, and token counts of them are estimates where it tells none.',
  },
  chatTemplate: {
    can: 'applies its chat template',
    cannot: 'It applies no chat template: problems go as plain text, unless chatTemplate is configured.',
  },
  tokenIn: {
    can: 'takes token ids',
    cannot: 'Slower: it takes no token ids, so every step is tokenised again and may miss its cache.',
  },
  tokenOut: {
    can: 'returns token ids',
    cannot: 'Slower: it returns no token ids, so prefixes go as text, tokenised again at every step.',
  },
  n: { can: 'writes several continuations a request', cannot: 'Slower: one continuation a request.' },
  stopTold: {
    can: 'tells what stopped it',
    cannot: 'It does not tell what stopped it: the end of a step is judged by its text.',
  },
  stopKept: { can: 'keeps the step separator', cannot: 'It takes the step separator away: it is put back here.' },
  logprobs: {
    can: 'tells how likely tokens are',
    cannot: 'It tells no log-probabilities, by which steps are scored: it cannot be used as this.',
  },
  promptLogprobs: {
    can: 'tells how likely a prompt is',
    cannot: 'It tells no log-probabilities of prompts, by which steps are scored: it cannot be used as this.',
  },
  cachedTokens: {
    can: 'tells what its cache saved',
    cannot:
      'It does not tell what its cache saved: all prompt tokens count as computed (vLLM: --enable-prompt-tokens-details).',
  },
  metrics: { can: 'tells its load', cannot: 'It tells no load: the number of requests in flight does not follow it.' },
  scores: {
    can: 'scores steps',
    cannot:
      'A step could not be scored: it may be another kind of model, or be served in another way. Its test says more.',
  },
};

/** Lacks that come together and are told as one. */
const pairs = [
  {
    names: ['stopTold', 'stopKept', 'n'],
    needs: ['stopTold', 'stopKept'],
    cannot:
      'Slower: it hides what stopped it, so steps are cut here, one continuation a request, with a few tokens written in vain.',
  },
  {
    names: ['tokenIn', 'tokenOut'],
    needs: ['tokenIn', 'tokenOut'],
    cannot:
      'Slower: it takes and returns no token ids, so steps go as text, tokenised again each time, and may miss its cache.',
  },
] as const;

export interface CapabilityWords {
  readonly can: readonly string[];
  readonly cannot: readonly string[];
}

/** A policy is not asked for log-probabilities, so their lack is not told of one. */
export function capabilityWords({ role, capabilities }: Pick<BackendStatus, 'role' | 'capabilities'>): CapabilityWords {
  const together = pairs.filter(({ needs }) => needs.every((name) => capabilities[name] === false));
  const told = new Set<string>([
    ...together.flatMap(({ names }) => names),
    ...(role === 'policy' && capabilities.logprobs === false ? ['logprobs'] : []),
  ]);
  const entries = Object.entries(capabilities).filter(([name]) => !told.has(name));
  const nameOf = (name: string) =>
    name
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .replaceAll('_', ' ')
      .toLowerCase();
  return {
    can: entries.flatMap(([name, isThere]) => (isThere ? [words[name]?.can ?? nameOf(name)] : [])),
    cannot: [
      ...together.map(({ cannot }) => cannot),
      ...entries.flatMap(([name, isThere]) => (isThere ? [] : [words[name]?.cannot ?? `Not there: ${nameOf(name)}.`])),
    ],
  };
}
