/**
 * A process with two model servers for tests, in vLLM's shapes: `stub-models.ts MS`. What is written and scored follows from
 * seed and text alone, from any token on, so that a search that was cut goes on as if it had not been; a word takes MS
 * milliseconds. Counts the sequences in flight, and tells them at `/counts`.
 */
import { hashString, uniformAt } from '@/lib/base';
import { startScriptedServer, type Reply, type Script } from '../../backends/testing/scripted-server';
import {
  beginOfAssistant,
  chunk,
  completion,
  done,
  idsOf,
  tokenizerScripts,
  usageChunk,
} from '../../backends/testing/vllm-replies';

const wordMs = Number(process.argv[2] ?? 2);
const words = ['one ', 'two ', 'three ', 'add ', 'halve '];
const separator = '\n\n';

/** The next word of a text; undefined at its end. */
function nextWord(seed: number, written: string): string | undefined {
  const draw = uniformAt(seed, hashString(written) & 0xffff);
  const steps = written.split(separator).length;
  if (written.endsWith('}$.')) return undefined;
  if (steps > 3 || draw > 0.96) return `The final answer is $\\boxed{${Math.floor(draw * 1_000) % 5}}$.`;
  return draw < 0.3 ? separator : words[Math.floor(draw * 97) % words.length];
}

class Counter {
  now = 0;
  most = 0;
  requests = 0;
  /** Until the reply is over or nobody reads it any more. Gives the function that ends so many, or all that are left, sooner. */
  begin(sequences: number, reply: Reply): (ended?: number) => void {
    this.requests++;
    this.now += sequences;
    this.most = Math.max(this.most, this.now);
    let left = sequences;
    const end = (ended = left) => {
      this.now -= Math.min(ended, left);
      left -= Math.min(ended, left);
    };
    reply.onClose(() => end());
    return end;
  }
}

const writing = new Counter();
const scoring = new Counter();

const write: Script = (reply, { body }) => {
  const { prompt, n = 1, max_tokens: maxTokens, seed = 0, stop } = body;
  const ids = prompt as readonly number[];
  const end = writing.begin(Number(n), reply);
  const before = String.fromCharCode(...ids.slice(ids.lastIndexOf(beginOfAssistant) + 1));
  let open = Array.from({ length: Number(n) }, (_, index) => ({ index, text: '' }));
  const all = open;
  const ends = new Map<number, { readonly finish_reason: string; readonly stop_reason: string | null }>();
  let tokens = 0;
  const timer = setInterval(() => {
    for (const each of open) {
      const word = nextWord(Number(seed) + each.index, before + each.text) ?? '';
      each.text += word;
      tokens += word.length;
      const isStopped = word === separator && Array.isArray(stop) && stop.includes(separator);
      const isFull = each.text.length >= Number(maxTokens);
      const finish = word === '' || isStopped ? 'stop' : isFull ? 'length' : null;
      // As servers count: what is written to its end is in flight no more, whatever the others of its request do.
      if (finish !== null) end(1);
      const how = { finish_reason: finish, stop_reason: isStopped ? separator : null };
      if (body.stream === true) reply.stream(chunk({ index: each.index, text: word, token_ids: idsOf(word), ...how }));
      else if (finish !== null) ends.set(each.index, { ...how, finish_reason: finish });
      if (finish !== null) open = open.filter((other) => other !== each);
    }
    if (open.length > 0) return;
    stopWriting();
    end();
    if (body.stream === true) {
      reply.stream(usageChunk(ids.length, tokens), done);
      reply.end();
    } else {
      const choices = all.map(({ index, text }) => ({ text, token_ids: idsOf(text), ...ends.get(index) }));
      reply.json(completion(choices, { prompt_tokens: ids.length, completion_tokens: tokens }));
    }
  }, wordMs);
  const stopWriting = () => clearInterval(timer);
  reply.onClose(stopWriting);
};

const score: Script = (reply, { body }) => {
  const prompts = body.prompt as readonly (readonly number[])[];
  const end = scoring.begin(prompts.length, reply);
  setTimeout(() => {
    end();
    reply.json(
      completion(
        prompts.map((ids) => ({
          logprobs: {
            tokens: ['+'],
            token_logprobs: [-0.1],
            text_offset: [0],
            top_logprobs: [
              { 'token_id:43': -(hashString(String.fromCharCode(...ids)) & 0xff) / 64 - 0.01, 'token_id:45': -2 },
            ],
          },
        })),
      ),
    );
  }, wordMs);
};

const modelsList: Script = (reply) =>
  reply.json({ object: 'list', data: [{ id: 'stub', owned_by: 'stub', max_model_len: 4_000 }] });
const common = (counter: Counter): Readonly<Record<string, Script>> => ({
  ...tokenizerScripts(4_000),
  'GET /v1/models': modelsList,
  'GET /counts': (reply) => {
    const { now, most, requests } = counter;
    reply.json({ now, most, requests });
  },
});

const policy = await startScriptedServer({ ...common(writing), 'POST /v1/completions': write }, undefined, false);
const verifier = await startScriptedServer({ ...common(scoring), 'POST /v1/completions': score }, undefined, false);
process.stdout.write(`${JSON.stringify({ policy: policy.url, verifier: verifier.url })}\n`);
