/** Tokens that are guessed and computed ahead: fewer runs of the graph, never another text. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadModel, type LoadedModel } from '../model/load-model';
import { Decoder } from './decoder';
import type { SequenceOutput, SequenceRequest } from './messages';
import { ModelEngine } from './model-engine';
import { loadRuntime, type Runtime } from './runtime';
import { TokenGuesses } from './token-guesses';

let model: LoadedModel;
let runtime: Runtime;
let session: Awaited<ReturnType<Runtime['createSession']>>;
let runs = 0;
beforeAll(async () => {
  model = await loadModel(join(import.meta.dirname, '../../../models/policy'));
  runtime = await loadRuntime('auto');
  session = await runtime.createSession(new Uint8Array(model.onnx));
});

function newEngine(pace?: number): ModelEngine {
  const { bytes, offsets, special } = model.tokenizer.tokenBytes;
  const decoder = new Decoder(model.config, runtime, session);
  const counted = Object.assign(Object.create(decoder) as Decoder, {
    run: (...input: Parameters<Decoder['run']>) => {
      runs++;
      return decoder.run(...input);
    },
  });
  return new ModelEngine({
    model: { ...model, tokenBytes: model.tokenizer.tokenBytes },
    decoder: counted,
    tokenBytes: { bytesOf: (id) => bytes.subarray(offsets[id], offsets[id + 1]), isSpecial: (id) => special[id] === 1 },
    maxRows: 64,
    cacheBytes: 2 ** 24,
    pace,
  });
}

const prompt = (text: string) => model.tokenizer.encode(text, true);
const request = (fields: Partial<SequenceRequest>): SequenceRequest => ({
  id: 0,
  model: 0,
  prompt: prompt('Evaluate $6 + 3 \\times 4 - 5$.\n\n## Step 1: '),
  maxTokens: 120,
  minTokens: 0,
  ignoreEnd: true,
  stopTokenIds: [],
  stop: [],
  includeStop: true,
  skipSpecialTokens: true,
  sampling: { temperature: 0.8, topP: 1, topK: 0, minP: 0, repetitionPenalty: 1 },
  seed: 1,
  logprobs: { top: 2 },
  ...fields,
});

async function written(engine: ModelEngine, requests: readonly SequenceRequest[]): Promise<Map<number, object>> {
  const outputs: SequenceOutput[] = [];
  for (const one of requests) engine.add(one);
  // The hour is far enough for any pace.
  for (let now = 0; !engine.isIdle; now += 3_600_000) outputs.push(...(await engine.tick(now)));
  return new Map(
    requests.map(({ id }) => {
      const own = outputs.filter((output) => output.id === id);
      return [
        id,
        {
          tokens: own.flatMap(({ tokens }) => tokens),
          text: own.map(({ text }) => text).join(''),
          logprobs: own.flatMap(({ logprobs }) => logprobs),
          finish: own.at(-1)!.finish,
          ends: own.filter(({ finish }) => finish !== undefined).length,
        },
      ];
    }),
  );
}

describe('guessed tokens', () => {
  it.each([
    ['a limit', {}],
    ['the end of the text', { ignoreEnd: false }],
    ['a stop string', { stop: ['\n\n'] }],
    ['a context that is full', { prompt: Array.from({ length: 990 }, (_, i) => 3 + ((i * 7) % 600)), maxTokens: 500 }],
  ] satisfies [string, Partial<SequenceRequest>][])(
    'texts that end with %s are the same alone, asked again, and among others',
    async (_, fields) => {
      const ids = Array.from({ length: 12 }, (__, id) => id);
      const requests = ids.map((id) => request({ ...fields, id, seed: 40 + id }));
      const together = await written(newEngine(), requests);
      const engine = newEngine();
      for (const round of ['first', 'again']) {
        for (const one of requests)
          expect((await written(engine, [one])).get(one.id), `${round}, ${one.id}`).toEqual(together.get(one.id));
      }
    },
  );

  it('save runs of the graph, more where the text has been seen before', async () => {
    const engine = newEngine();
    const counts: number[] = [];
    for (let round = 0; round < 2; round++) {
      runs = 0;
      await written(engine, [request({})]);
      counts.push(runs);
    }
    expect(counts[0]).toBeLessThan(115);
    expect(counts[1]).toBeLessThan(60);
  });

  it('are none where tokens come at a pace', async () => {
    const engine = newEngine(50);
    await written(engine, [request({})]);
    runs = 0;
    await written(engine, [request({})]);
    expect(runs).toBe(120);
  });
});

describe('guesses', () => {
  it('are what followed the same four tokens last, or else the same two, or one', () => {
    const guesses = new TokenGuesses();
    guesses.learn([1, 2, 3, 4, 5, 6], 0);
    guesses.learn([9, 9, 3, 4, 7, 8], 0);
    expect(guesses.after([1, 2, 3, 4], 2)).toEqual([5, 6]);
    expect(guesses.after([0, 0, 3, 4], 2)).toEqual([7, 8]);
    expect(guesses.after([3, 4], 1)).toEqual([7]);
    expect(guesses.after([0, 9], 2)).toEqual([3, 4]);
    expect(guesses.after([3, 8], 3)).toEqual([]);
    expect(guesses.after([3, 4], 0)).toEqual([]);
    expect(guesses.after([3, 4], -1)).toEqual([]);
  });
});
