/**
 * A model server that takes the time of a GPU and computes nothing, in vLLM's protocol as far as we speak it: policy and PRM
 * in one. `tsx lib/backends/bench/gpu/server.ts --rows 256 --ms 20 --read-rate 100000` says its port in the first line. A
 * prompt whose log-probabilities are asked for is read whole, without the cache, and padded like the others of its request.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { createPrefixCache, createRows } from './rows';
import type { RowRequest, Sequence } from './rows';
import { assistantTurn, detokenize, score, tokenize, write } from './texts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '256' },
    ms: { type: 'string', default: '20' },
    'read-rate': { type: 'string', default: '100000' },
  },
});
const maxLength = 8_192;
const model = 'gpu-like';
const head = { id: 'cmpl-1', object: 'text_completion', created: 1, model };
const rows = createRows({ rows: Number(values.rows), ms: Number(values.ms), readRate: Number(values['read-rate']) });
const knownOf = createPrefixCache();
let seeds = 0;

/** The fields of `/v1/completions` and `/tokenize` that matter here. */
interface Body {
  readonly prompt?: string | readonly string[] | readonly number[] | readonly (readonly number[])[];
  readonly messages?: readonly { readonly role: string; readonly content: string }[];
  readonly tokens?: readonly number[];
  readonly n?: number;
  readonly seed?: number;
  readonly stop?: readonly string[];
  readonly max_tokens?: number;
  readonly stream?: boolean;
  readonly return_token_ids?: boolean;
  readonly prompt_logprobs?: number | null;
  readonly allowed_token_ids?: readonly number[];
}

interface Choice {
  readonly index: number;
  readonly pieces: readonly string[];
  readonly ids: readonly number[];
  readonly finish: 'stop' | 'length';
  readonly stop: string | null;
  readonly logprobs: unknown;
}

function json(reply: ServerResponse, value: unknown): void {
  const text = JSON.stringify(value);
  reply.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text);
}

function promptsOf({ prompt = '' }: Body): readonly (readonly number[])[] {
  if (typeof prompt === 'string') return [tokenize(prompt)];
  const [first] = prompt;
  if (typeof first === 'string') return (prompt as readonly string[]).map(tokenize);
  return typeof first === 'number' ? [prompt as readonly number[]] : (prompt as readonly (readonly number[])[]);
}

function judged(index: number, prompt: string, [plus = 0, minus = 1]: readonly number[]): Choice {
  const value = score(prompt);
  const top = { [`token_id:${plus}`]: Math.log(value), [`token_id:${minus}`]: Math.log(1 - value) };
  const logprobs = { tokens: [`token_id:${plus}`], token_logprobs: [0], text_offset: [0], top_logprobs: [top] };
  return { index, pieces: ['+'], ids: [plus], finish: 'length', stop: null, logprobs };
}

function written(index: number, prompt: string, { seed = seeds++ * 7_919, stop = [], max_tokens = 16 }: Body): Choice {
  const { pieces, isEnd } = write(prompt, seed + index, stop.length > 0);
  const kept = pieces.slice(0, max_tokens);
  const isCut = kept.length < pieces.length;
  return {
    index,
    pieces: kept,
    ids: kept.flatMap(tokenize),
    finish: isCut ? 'length' : 'stop',
    stop: isCut || isEnd ? null : (stop[0] ?? null),
    logprobs: null,
  };
}

function complete(body: Body, reply: ServerResponse): void {
  const prompts = promptsOf(body);
  const isJudging = body.max_tokens === 1;
  const isWhole = typeof body.prompt_logprobs === 'number';
  const padded = Math.max(...prompts.map((prompt) => prompt.length));
  const { n = 1, stream = false } = body;
  let promptTokens = 0;
  let cachedTokens = 0;
  const unread = prompts.map((prompt) => {
    const known = isWhole ? 0 : knownOf(prompt);
    promptTokens += prompt.length;
    cachedTokens += known;
    return isWhole ? padded : prompt.length - known;
  });
  const choices = prompts.flatMap((prompt, place) => {
    const text = detokenize(prompt);
    return Array.from({ length: n }, (_, i) =>
      isJudging ? judged(place * n + i, text, body.allowed_token_ids ?? []) : written(place * n + i, text, body),
    );
  });
  let left = choices.length;
  const places = new Map<Sequence, Choice>();
  const usage = () => ({
    prompt_tokens: promptTokens,
    completion_tokens: choices.reduce((sum, { pieces }) => sum + pieces.length, 0),
    prompt_tokens_details: { cached_tokens: cachedTokens },
  });
  const ended = ({ finish, stop }: Choice, isLast: boolean) => ({
    finish_reason: isLast ? finish : null,
    stop_reason: isLast ? stop : null,
  });
  const event = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;

  const request: RowRequest = {
    isGone: false,
    onTick(progress) {
      let out = '';
      for (const { sequence, before } of progress) {
        const choice = places.get(sequence)!;
        const { index, pieces, ids } = choice;
        if (sequence.written === sequence.length) left--;
        for (let at = before; stream && at < sequence.written; at++) {
          const end = ended(choice, at === pieces.length - 1);
          const piece = { index, text: pieces[at], logprobs: null, ...end, token_ids: [ids[at]] };
          out += event({ ...head, choices: [piece] });
        }
      }
      if (stream) {
        if (left === 0) out += `${event({ ...head, choices: [], usage: usage() })}data: [DONE]\n\n`;
        if (left === 0) reply.end(out);
        else reply.write(out);
      } else if (left === 0) {
        const whole = choices.map((choice) => {
          const { index, pieces, ids, logprobs } = choice;
          const token_ids = body.return_token_ids === true ? ids : null;
          return { index, text: pieces.join(''), logprobs, ...ended(choice, true), token_ids };
        });
        json(reply, { ...head, choices: whole, usage: usage() });
      }
    },
  };
  const sequences = choices.map((choice, place): Sequence => {
    const own = place % n === 0 ? (unread[place / n] ?? 0) : 0;
    const sequence = { request, length: choice.pieces.length, unread: own, written: 0 };
    places.set(sequence, choice);
    return sequence;
  });
  reply.on('close', () => {
    request.isGone = !reply.writableFinished;
  });
  if (stream) reply.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  rows.add(sequences);
}

function tokenized({ messages, prompt = '' }: Body): readonly number[] {
  if (messages === undefined) return tokenize(String(prompt));
  const turns = messages.map(({ role, content }) => `<${role}>${content}`);
  return tokenize([...turns, assistantTurn].join(''));
}

function answer(path: string, body: Body, reply: ServerResponse): void {
  counts.set(path, (counts.get(path) ?? 0) + 1);
  switch (path) {
    case '/v1/completions':
      return complete(body, reply);
    case '/v1/models':
      return json(reply, { object: 'list', data: [{ id: model, root: model, max_model_len: maxLength }] });
    case '/health':
      return void reply.writeHead(200).end();
    case '/version':
      return json(reply, { version: '0.11.0' });
    case '/tokenize': {
      const tokens = tokenized(body);
      return json(reply, { count: tokens.length, max_model_len: maxLength, tokens });
    }
    case '/detokenize':
      return json(reply, { prompt: detokenize(body.tokens ?? []) });
    case '/metrics':
      return void reply
        .writeHead(200, { 'content-type': 'text/plain' })
        .end(
          `vllm:num_requests_running{model_name="${model}"} ${rows.running}\nvllm:num_requests_waiting{model_name="${model}"} ${rows.waiting}\nvllm:kv_cache_usage_perc{model_name="${model}"} 0.1\n`,
        );
    case '/statistics':
      return json(reply, { ...rows.statistics, calls: Object.fromEntries(counts) });
    default:
      return void reply.writeHead(404, { 'content-type': 'application/json' }).end('{"detail":"Not Found"}');
  }
}

const counts = new Map<string, number>();
const server = createServer((asked: IncomingMessage, reply) => {
  const parts: Buffer[] = [];
  asked.on('data', (part: Buffer) => parts.push(part));
  asked.on('end', () => {
    const text = Buffer.concat(parts).toString();
    answer(asked.url ?? '', text === '' ? {} : (JSON.parse(text) as Body), reply);
  });
});
server.keepAliveTimeout = 5_000;
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: (server.address() as AddressInfo).port })));
// It ends with whoever started it.
process.stdin.resume().on('end', () => process.exit());
