/**
 * Ports without a server, for tests of the core: a policy whose text follows from seed and prefix alone, and a verifier
 * whose scores follow from the text. Like a server with a prefix cache it can go on from any token. Latency is a number
 * drawn per call, so that calls return in any order.
 */
import { createRng, hashString, uniformAt } from '@/lib/base';
import {
  BackendError,
  type Policy,
  type ProposeRequest,
  type Proposal,
  type ScoreRequest,
  type Verifier,
} from '../engine/ports';

export interface ToyOptions {
  /** Drives how long calls take, and nothing else. */
  readonly latencySeed?: number;
  /** Calls (counted over both ports from 0) that fail, after this many items. */
  readonly failAt?: ReadonlyMap<number, number>;
}

const words = ['one ', 'two ', 'three ', 'add ', 'halve '];

/** Token `index` of a text after `before`: a function of seed and everything written before it. */
function nextToken(seed: number, written: string): string | undefined {
  const draw = uniformAt(seed, hashString(written) & 0xffff);
  const steps = written.split('\n\n').length;
  if (draw < 0.3) return '\n\n';
  if (draw < 0.3 + 0.04 * steps) return undefined;
  if (draw > 0.97) return `\\boxed{${Math.floor(draw * 1_000) % 5}}`;
  return words[Math.floor(draw * 97) % words.length];
}

/** `prompt-built` is `P`. One token a piece; `stop` and `maxTokens` are kept to as vLLM does. */
export function toyModels(options: ToyOptions = {}): { readonly policy: Policy; readonly verifier: Verifier } {
  let calls = 0;
  const delay = createRng(options.latencySeed ?? 0);
  const pause = async () => {
    for (let i = Math.floor(delay() * 6); i > 0; i--) await Promise.resolve();
  };
  const failure = (role: string) =>
    new BackendError('cut', `The ${role} broke off.`, { server: role, isRetryable: true });

  async function* write(request: ProposeRequest, signal: AbortSignal): AsyncGenerator<readonly Proposal[]> {
    const failAfter = options.failAt?.get(calls++) ?? Infinity;
    request.onNotice({ type: 'sent', url: 'toy://policy', body: { n: request.count, seed: request.seed } });
    let items = 0;
    const prefix = request.prefix.map(({ text }) => text).join('');
    const open = Array.from({ length: request.count }, (_, index) => ({ index, text: '', tokens: 0 }));
    while (open.length > 0) {
      await pause();
      signal.throwIfAborted();
      if (items++ >= failAfter) throw failure('policy');
      const turn = Math.floor(delay() * open.length);
      const writer = open[turn]!;
      const token = nextToken(request.temperature === 0 ? 7 : request.seed + writer.index, prefix + writer.text);
      writer.tokens++;
      writer.text += token ?? '';
      const tokenIds = [hashString(token ?? '') & 0xff];
      yield [{ type: 'text', index: writer.index, text: token ?? '', tokens: 1, tokenIds }];
      const finish =
        token === undefined
          ? 'eos'
          : request.stop.includes(token)
            ? 'step'
            : writer.tokens >= request.maxTokens
              ? 'length'
              : undefined;
      if (finish === undefined) continue;
      yield [{ type: 'finish', index: writer.index, finish }];
      open.splice(turn, 1);
    }
    request.onNotice({ type: 'usage', promptTokens: 1 + prefix.length, completionTokens: items });
  }

  const policy: Policy = {
    ref: { name: 'toy policy', model: 'toy' },
    prepare: async () => ({ text: 'P', tokenIds: [0], maxModelLength: 400 }),
    propose: (request, signal) =>
      request.atOnce === undefined ? write(request, signal) : atOnce(write(request, signal), request.atOnce.separator),
  };
  const verifier: Verifier = {
    ref: { name: 'toy verifier', model: 'toy', kind: 'toy', recommendedAggregation: 'last' },
    async score(request: ScoreRequest, signal) {
      const failAfter = options.failAt?.get(calls++);
      request.onNotice({ type: 'sent', url: 'toy://verifier', body: {} });
      await pause();
      signal.throwIfAborted();
      if (failAfter !== undefined) throw failure('verifier');
      request.onNotice({ type: 'usage', promptTokens: 1, completionTokens: 0 });
      // Quantised, so that ties happen.
      return request.paths.map(({ steps, from }) =>
        steps.slice(from).map((_, i) => {
          const path = steps
            .slice(0, from + i + 1)
            .map(({ text }) => text)
            .join('');
          return Math.round(uniformAt(11, hashString(path) & 0xffff) * 20) / 20;
        }),
      );
    },
  };
  return { policy, verifier };
}

/** All of a stream when it has ended, a piece for each step. */
async function* atOnce(
  stream: AsyncIterable<readonly Proposal[]>,
  separator: string,
): AsyncGenerator<readonly Proposal[]> {
  const all: Proposal[] = [];
  const begun = new Map<number, number>();
  for await (const proposal of flat(stream)) {
    const place = begun.get(proposal.index) ?? all.length;
    const before = all[place];
    if (proposal.type !== 'text') all.push(proposal);
    else if (before?.type !== 'text') begun.set(proposal.index, all.push(proposal) - 1);
    else {
      const text = before.text + proposal.text;
      const tokenIds = [...(before.tokenIds ?? []), ...(proposal.tokenIds ?? [])];
      all[place] = { ...proposal, text, tokens: before.tokens + proposal.tokens, tokenIds };
    }
    if (proposal.type === 'text' && proposal.text.endsWith(separator)) begun.delete(proposal.index);
  }
  yield all;
}

async function* flat(stream: AsyncIterable<readonly Proposal[]>): AsyncGenerator<Proposal> {
  for await (const together of stream) yield* together;
}
