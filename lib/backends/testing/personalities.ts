/**
 * For tests: servers that behave as those behave that people have, each made of one writer and what is different about it.
 * What they write is always the same solution in three steps, a token for every four characters.
 */
import type { Received, Reply, Script } from './scripted-server';
import { chunk, done, errorBody, event, idsOf, usageChunk } from './vllm-replies';

const steps = [
  '## Step 1: Add\n$40 + 2 = 42$.\n\n',
  '## Step 2: Check\n$42 - 2 = 40$, as it should be.\n\n',
  'The answer is $\\boxed{42}$.',
];
export const solution = steps.join('');
const tokenLength = 4;

type Body = Readonly<Record<string, unknown>>;

interface Writing {
  readonly text: string;
  readonly finish: string;
  /** The stop string that ended it. */
  readonly stop: string | null;
}

/** What is written after `prompt`, from where it ends in `whole`, until a stop string, the limit or the end. */
function writingAfter(prompt: string, body: Body, whole = solution): Writing {
  // Who is shown an answer without its thoughts goes on with the answer.
  const bare = whole.replace(
    /^[^]*(?:<\/[\w:]+>|\[\/THINK\]|<\|END_THINKING\|>|<\|end_of_thought\|>|◁\/think▷)\s*/i,
    '',
  );
  const at = longestOverlap(prompt, whole);
  const ofBare = longestOverlap(prompt, bare);
  const rest = ofBare > at ? bare.slice(ofBare) : whole.slice(at);
  const limit = Number(body.max_tokens ?? body.max_completion_tokens ?? 16) * tokenLength;
  const stops = (body.stop as readonly string[] | undefined) ?? [];
  const [first] = stops
    .map((stop) => ({ stop, end: rest.indexOf(stop) + stop.length }))
    .filter(({ stop, end }) => end >= stop.length && end <= limit)
    .toSorted((one, other) => one.end - other.end);
  if (first !== undefined) return { text: rest.slice(0, first.end), finish: 'stop', stop: first.stop };
  return { text: rest.slice(0, limit), finish: rest.length > limit ? 'length' : 'stop', stop: null };
}

/** How much of the beginning of `whole` the prompt ends with. */
function longestOverlap(prompt: string, whole: string): number {
  for (let length = Math.min(prompt.length, whole.length); length > 0; length--)
    if (prompt.endsWith(whole.slice(0, length))) return length;
  return 0;
}

function pieces(text: string): string[] {
  return text.match(/[^]{1,4}/g) ?? [];
}

export interface Traits {
  readonly writes?: string;
  /** What it thinks, told apart from the text of a chat. */
  readonly thinks?: string;
  readonly takesIds?: boolean;
  readonly tellsIds?: boolean;
  /** Kept in the text and named, named, or neither. */
  readonly stops?: 'kept' | 'told' | 'hidden';
  readonly n?: 'numbered' | 'all-zero' | 'ignored' | 'refused';
  readonly open?: null | '';
  /** Says `stop` whatever ended the text. */
  readonly saysStop?: boolean;
  readonly usage?: boolean;
  readonly index?: boolean;
  /** Every prompt becomes a turn of a chat. */
  readonly isTemplating?: true;
  /** Tokens that it holds; longer requests are refused in these words. */
  readonly context?: { readonly tokens: number; readonly words: (prompt: number, asked: number) => string };
  readonly refuses?: (received: Received) => { readonly status: number; readonly body: unknown } | undefined;
}

/** `/v1/completions` with these traits; without any of them, vLLM's of long ago: text alone, everything told. */
export function completions(traits: Traits = {}): Script {
  return (reply, received) => {
    const { body } = received;
    const ids = Array.isArray(body.prompt) ? (body.prompt as number[]) : undefined;
    const refusal = traits.refuses?.(received);
    if (refusal !== undefined) return reply.json(refusal.body, refusal.status);
    if (ids !== undefined && traits.takesIds !== true)
      return reply.json(
        errorBody('Unmapped prompt format. Your prompt is neither a list of strings nor a string', 500),
        500,
      );
    const given = ids === undefined ? String(body.prompt) : String.fromCharCode(...ids);
    const prompt = traits.isTemplating === true ? `<begin><user>\n${given}<end>\n<begin><assistant>\n` : given;
    write(reply, body, { traits, prompt, spell: (choice) => chunk(choice) });
  };
}

/** `/v1/chat/completions`. `goesOn`: the fields by which it is asked to go on with the assistant's last message. */
export function chat(
  traits: Traits & { readonly goesOn?: 'continue-final' | 'prefix' | 'assistant-last' } = {},
): Script {
  return (reply, received) => {
    const { body } = received;
    const refusal = traits.refuses?.(received);
    if (refusal !== undefined) return reply.json(refusal.body, refusal.status);
    const last = (body.messages as readonly { role: string; content: string; prefix?: boolean }[]).at(-1)!;
    const isAsked = {
      'continue-final': body.continue_final_message === true,
      prefix: last.prefix === true,
      'assistant-last': true,
    }[traits.goesOn ?? 'prefix'];
    const goesOn = traits.goesOn !== undefined && last.role === 'assistant' && isAsked;
    const spell = ({ text, ...choice }: Body) =>
      event({ id: 'chat-1', object: 'chat.completion.chunk', choices: [{ ...choice, delta: { content: text } }] });
    write(reply, body, { traits, prompt: goesOn ? last.content : '', spell, isChat: true });
  };
}

interface Spelling {
  readonly traits: Traits;
  readonly prompt: string;
  readonly spell: (choice: Body) => string;
  readonly isChat?: true;
}

function write(reply: Reply, body: Body, { traits, prompt, spell, isChat }: Spelling): void {
  const { stops = 'kept', n = 'numbered', open = null, usage = true, index = true } = traits;
  const asked = Number(body.n ?? 1);
  const promptTokens = Math.ceil(prompt.length / tokenLength);
  const limit = Number(body.max_tokens ?? body.max_completion_tokens ?? 16);
  if (traits.context !== undefined && promptTokens + limit > traits.context.tokens)
    return reply.json(errorBody(traits.context.words(promptTokens, limit)), 400);
  if (asked > 1 && n === 'refused') return reply.json(errorBody('Only one completion choice is allowed'), 400);
  const count = n === 'ignored' ? 1 : asked;
  const written = writingAfter(prompt, body, traits.writes);
  const text = stops === 'kept' || written.stop === null ? written.text : written.text.slice(0, -written.stop.length);
  const end = {
    finish_reason: traits.saysStop === true ? 'stop' : written.finish,
    ...(stops === 'hidden' ? { stop_reason: undefined } : { stop_reason: written.stop }),
  };
  const numberOf = (choice: number) => (index ? { index: n === 'all-zero' ? 0 : choice } : { index: undefined });
  const idsFor = (piece: string) =>
    traits.tellsIds === true && body.return_token_ids === true ? { token_ids: idsOf(piece) } : {};
  const told = { prompt_tokens: promptTokens, completion_tokens: pieces(text).length * count, total_tokens: 0 };
  const numbers = Array.from({ length: count }, (_, choice) => choice);
  if (body.stream !== true) {
    const content = (own: Body) =>
      isChat === true ? { ...own, message: { role: 'assistant', content: text } } : { ...own, text };
    return reply.json({
      choices: numbers.map((choice) => content({ ...numberOf(choice), ...end, ...idsFor(text) })),
      usage: usage ? told : null,
    });
  }
  const all = pieces(text);
  for (const thought of isChat === true ? pieces(traits.thinks ?? '') : [])
    reply.stream(
      ...numbers.map((choice) =>
        event({ choices: [{ ...numberOf(choice), delta: { reasoning_content: thought }, finish_reason: null }] }),
      ),
    );
  for (const piece of all)
    reply.stream(
      ...numbers.map((choice) =>
        spell({
          ...numberOf(choice),
          text: piece,
          ...idsFor(piece),
          finish_reason: open,
          stop_reason: stops === 'hidden' ? undefined : null,
        }),
      ),
    );
  reply.stream(...numbers.map((choice) => spell({ ...numberOf(choice), text: '', ...end })));
  if (usage) reply.stream(usageChunk(promptTokens, told.completion_tokens));
  reply.stream(done);
  reply.end();
}

/** Ollama: raw text by `/api/generate`, its template around everything else, one at a time, nothing said of stops. */
export function ollama(traits: { readonly isRaw: boolean }): Readonly<Record<string, Script>> {
  const begun = (body: Body) => (body.raw === true && traits.isRaw ? String(body.prompt) : '');
  return {
    'GET /v1/models': (reply) => reply.json({ data: [{ id: 'tiny', owned_by: 'library' }] }),
    'GET /api/tags': (reply) => reply.json({ models: [{ name: 'tiny', digest: 'a1b2' }] }),
    'POST /api/chat': (reply, { body }) =>
      body._debug_render_only === true
        ? reply.json({ model: 'tiny', _debug_info: { rendered_template: '<user>problem<assistant>' } })
        : reply.json({}, 400),
    'POST /api/generate': (reply, { body }) => {
      const options = body.options as { num_predict: number; stop?: string[] };
      const written = writingAfter(begun(body), { max_tokens: options.num_predict, stop: options.stop });
      const text = written.stop === null ? written.text : written.text.slice(0, -written.stop.length);
      const last = { done: true, done_reason: written.finish, prompt_eval_count: 9, eval_count: pieces(text).length };
      if (body.stream === false) return reply.json({ model: 'tiny', response: text, ...last });
      const lines = [...pieces(text).map((response) => ({ response, done: false })), { response: '', ...last }];
      reply.text(lines.map((line) => `${JSON.stringify(line)}\n`).join(''), 200, {
        'content-type': 'application/x-ndjson',
      });
    },
    'POST /v1/completions': completions({ stops: 'hidden', n: 'ignored' }),
  };
}

/** llama-server in front of several models: no call without the model's name. */
export function router(): Readonly<Record<string, Script>> {
  const named =
    (script: Script): Script =>
    (reply, received, n) =>
      received.body.model === undefined
        ? reply.json(errorBody('model name is missing from the request'), 400)
        : script(reply, received, n);
  return {
    'GET /v1/models': (reply) =>
      reply.json({
        data: [
          { id: 'other', owned_by: 'llamacpp', status: { value: 'unloaded' } },
          { id: 'tiny', owned_by: 'llamacpp', status: { value: 'loaded' } },
        ],
      }),
    'POST /tokenize': named((reply) => reply.json({ tokens: [] })),
    'POST /apply-template': named((reply) => reply.json({ prompt: '<user>problem<assistant>' })),
    'POST /v1/completions': named(completions({ stops: 'hidden', n: 'refused' })),
  };
}

export const lists: Script = (reply) => reply.json({ data: [{ id: 'tiny' }] });
