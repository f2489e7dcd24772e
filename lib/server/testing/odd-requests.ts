/**
 * For tests: requests such as nobody in their right mind sends, drawn by chance from a seed, as the bytes that go over the
 * wire; and what comes back. A sound reply to any of them has a status below 500, or says in words (503) what is missing.
 */
import { connect } from 'node:net';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { createRng } from '@/lib/base';

export interface OddRequest {
  readonly method: string;
  readonly path: string;
  readonly bytes: Buffer;
}

export interface OddReply {
  /** 0: the connection ended without a reply. */
  readonly status: number;
  readonly text: string;
}

/** Each with what can be done there. */
const routes: Readonly<Record<string, readonly string[]>> = {
  '/api/access': ['GET'],
  '/api/backends': ['GET', 'POST'],
  '/api/backends/:id/:id': ['PATCH', 'DELETE'],
  '/api/backends/find': ['POST'],
  '/api/backends/test': ['POST'],
  '/api/experiments': ['GET', 'POST'],
  '/api/experiments/:id': ['GET', 'DELETE'],
  '/api/experiments/:id/commands': ['POST'],
  '/api/experiments/:id/curves': ['GET'],
  '/api/experiments/:id/export.csv': ['GET'],
  '/api/experiments/:id/export.jsonl': ['GET'],
  '/api/experiments/:id/export.tex': ['GET'],
  '/api/experiments/:id/grid': ['GET'],
  '/api/experiments/:id/page': ['GET'],
  '/api/experiments/:id/points': ['GET'],
  '/api/experiments/:id/verdict': ['GET'],
  '/api/experiments/estimate': ['POST'],
  '/api/experiments/import': ['POST'],
  '/api/health/live': ['GET'],
  '/api/maps': ['GET'],
  '/api/problems': ['GET'],
  '/api/problems/import': ['POST'],
  '/api/problems/sets': ['GET'],
  '/api/problems/sets/:id': ['DELETE'],
  '/api/problems/templates': ['GET'],
  '/api/runs': ['GET', 'POST'],
  '/api/runs/:id': ['GET', 'DELETE'],
  '/api/runs/:id/commands': ['POST'],
  '/api/runs/:id/events': ['GET'],
  '/api/runs/:id/forks': ['POST'],
  '/api/runs/:id/marks': ['GET', 'PUT', 'PATCH'],
  '/api/runs/:id/page': ['GET'],
  '/api/runs/:id/readings': ['POST'],
  '/api/runs/:id/revivals': ['POST'],
  '/api/runs/import': ['POST'],
  '/api/runs/marks': ['GET'],
  '/api/runs/older': ['GET'],
  '/api/verifiers': ['GET'],
  '/api/verifiers/report': ['GET'],
  '/api/verifiers/training.jsonl': ['GET'],
  '/api/viewer': ['GET'],
  '/api/:id': ['GET'],
};
const pages: readonly string[] = [
  '/_next/image',
  '/_next/static/:id',
  '/',
  '/runs',
  '/runs/:id',
  '/experiments/:id',
  '/experiments/new',
  '/replay',
  '/:id',
];
const queryNames: readonly string[] = [
  'after against config correct cursor dataset days experiment file level limit n name of policy recheck reference replace',
  'live series set skip soon split status strategy subject text uniqueId verifier __proto__ %zz _rsc token',
].flatMap((names) => names.split(' '));
const oddMethods: readonly string[] = [
  'GET',
  'POST',
  'DELETE',
  'PATCH',
  'HEAD',
  'PUT',
  'OPTIONS',
  'TRACE',
  'LINK',
  'QUERY',
  'CONNECT',
  'get',
];
const oddTexts: readonly string[] = [
  '%zz % %E0%A4 %00 a%00b %C0%80 %2e%2e .. . %2F %5C // \\ ; __proto__ constructor toString null undefined NaN -1 1e400',
  "0x10 9007199254740993 é %F0%9F%A4%94 %ED%A0%80 <script> '--1 ${7*7} [id] *",
]
  .flatMap((texts) => texts.split(' '))
  .concat('a'.repeat(3_000), ' ', '');
const oddHeaders: readonly (readonly [string, readonly string[]])[] = [
  ['content-type', ['application/json', 'text/plain', 'multipart/form-data', 'application/xml', 'a/b;charset=', '']],
  ['content-encoding', ['gzip', 'br', 'identity', 'nonsense']],
  ['accept', ['text/event-stream', 'text/html', '*/*', 'nonsense', 'application/x-ndjson']],
  ['origin', ['null', 'http://elsewhere.example', 'nonsense', 'http://127.0.0.1']],
  ['sec-fetch-site', ['cross-site', 'same-origin', 'none', 'nonsense']],
  ['last-event-id', ['-1', 'abc', '9'.repeat(30), '5.5', '0x10']],
  ['range', ['bytes=0-', 'bytes=9-1', 'bytes=-', 'lines=1-2']],
  ['if-none-match', ['*', '"x"', 'W/']],
  ['content-security-policy', ["script-src 'nonce-x'", "script-src 'nonce-<script>'", ';;;']],
  ['rsc', ['1']],
  ['next-router-state-tree', ['%5B%22%22%5D', '%zz', '{', '[]', 'null', '["",{},null,null,true]']],
  ['next-router-prefetch', ['1', '2', 'x']],
  ['next-router-segment-prefetch', ['/_tree', '/../..', '%zz', '/nope']],
  ['next-action', ['0', 'f'.repeat(42)]],
  ['next-url', ['%zz', '/runs']],
  ['x-nextjs-data', ['1']],
  ['x-middleware-subrequest', ['middleware:middleware:middleware']],
  ['x-forwarded-host', ['elsewhere.example', '%zz', ':']],
  ['x-forwarded-proto', ['https', 'nonsense', 'javascript']],
  ['x-forwarded-for', ['10.0.0.1', 'nonsense', ',,,']],
  ['expect', ['100-continue', 'nonsense']],
  ['upgrade', ['websocket', 'h2c']],
  ['authorization', ['Bearer', 'Bearer x', 'Basic eDp5', 'nonsense']],
  ['cookie', ['=', 'longthink=%zz', 'a=b; a=c;;', 'x'.repeat(2_000)]],
  ['if-modified-since', ['nonsense']],
  ['accept-encoding', ['gzip', 'nonsense;q=9']],
  ['host', ['elsewhere.example', '', '[::1', 'user@127.0.0.1', '127.0.0.1:99999', 'localhost']],
];
const oddValues: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  -0,
  2 ** 53,
  1e300,
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'x'.repeat(5_000),
  [],
  {},
  [[]],
  [null],
  '..',
  '__proto__',
  '1e400',
  'nope',
  { __proto__: null, constructor: 1 },
  Array(300).fill(0),
  '$x$',
  '${}',
];

const config = { n: 2, maxSteps: 3, maxTokens: 60, maxStepTokens: 30 };
const problem = { text: 'What is 1 + 2?', answer: '3' };
const spec = {
  name: 'odd',
  problems: { set: 'tiny-math-500', levels: [1], every: 2, limit: 1 },
  strategies: [{ strategy: 'best-of-n', budgets: [1, 2], config: {} }],
  policies: ['policy'],
  verifiers: ['prm'],
  seeds: [1],
};
const bodies: Readonly<Record<string, unknown>> = {
  '/api/runs': { problem, strategy: 'best-of-n', config, policy: 'policy', verifier: 'prm', seed: 1 },
  '/api/runs/:id/commands': { type: 'cancel' },
  '/api/runs/:id/forks': { seq: 1, strategy: 'greedy', config: { n: 1 }, seed: 2 },
  '/api/experiments': spec,
  '/api/experiments/estimate': spec,
  '/api/experiments/:id/commands': { type: 'cancel' },
  '/api/backends': { role: 'policy', name: 'odd', kind: 'vllm' },
  '/api/backends/find': { url: 'nonsense' },
  '/api/backends/test': { role: 'policy', name: 'odd' },
  '/api/backends/:id/:id': { name: 'odd' },
};
const log: readonly unknown[] = [
  {
    seq: 1,
    at: 1_700_000_000_000,
    event: {
      type: 'run-started',
      version: 2,
      spec: { problem, strategy: 'best-of-n', config, seed: 1, policy: { name: 'p', model: 'p' } },
    },
  },
  {
    seq: 2,
    at: 1_700_000_000_001,
    event: {
      type: 'round-opened',
      group: 0,
      round: 0,
      isWhole: true,
      expansions: [{ parent: '0', firstChild: 0, children: 1 }],
    },
  },
  { seq: 3, at: 1_700_000_000_002, event: { type: 'node-opened', node: '0.0', group: 0, round: 0 } },
  { seq: 4, at: 1_700_000_000_003, event: { type: 'node-text', node: '0.0', text: '\\boxed{3}', tokens: 3 } },
  { seq: 5, at: 1_700_000_000_004, event: { type: 'node-closed', node: '0.0', finish: 'eos' } },
];
const rows: readonly unknown[] = [
  { problem: 'What is 1 + 1?', answer: '2', unique_id: 'odd/1', level: 1, subject: 'sums' },
  { problem: 'What is 1 + 2?', completions: ['\\boxed{3}'], scores: [[0.5]], answer: '3', completion_tokens: [3] },
];

/** Rows of other tools, and texts in which something is looked for. */
const foreignRows: readonly unknown[] = [
  { doc: { question: 'What is 1 + 1?' }, target: '2', arguments: [['What is 1 + 1?']], resps: [['\\boxed{2}']] },
  { samples: [{ id: 1, input: 'q', target: '2', output: { choices: [{ message: { content: '\\boxed{2}' } }] } }] },
  { question: 'q', groundtruth: '2', output: [{ text: '\\boxed{2}', value: [0.5] }] },
  { problem: 'q', answer: '2', unique_id: 'u', budget: 1, responses: ['\\boxed{2}'], log_probs: [-1] },
  { question: { problem: 'q', ground_truth_answer: '2' }, label: { steps: [{ completions: [{ text: 'a' }] }] } },
  { problem: 'q', answer: '#### 2', choices: ['1', '2'], level: 'Level 3' },
  { problem: { content: { content: ['q'] } }, answer: 1, choices: { label: ['A', 'B'], text: ['1', '2'] } },
  { problem: ['q', 'r'], answer: ['1', '2'] },
];
/** Events in which a log keeps what servers said. */
const toldEvents: readonly object[] = [
  { type: 'answer-selected', selection: 'best', answer: '3' },
  { type: 'call-opened', call: 0, role: 'policy', nodes: [], url: 'http://a', body: { a: 'b' } },
  { type: 'round-decided', group: 0, round: 0, decisions: [], ranked: 0, measures: { a: 1 } },
  { type: 'run-ended', status: 'failed', failure: { kind: 'a', message: 'b', server: 'c' } },
];
/** In the place of a text. */
const longTexts: readonly string[] = [
  '####\n'.repeat(20_000),
  `#### 5${'#'.repeat(60_000)}x`,
  `#### 5${' '.repeat(60_000)}x`,
  '\\boxed{'.repeat(10_000),
  'x'.repeat(300_000),
];

/** What an address has to say before a body is looked at. */
const soundQueries: Readonly<Record<string, string>> = {
  '/api/experiments/import': '?name=n&strategy=best-of-n&policy=p&verifier=v',
  '/api/problems/import': '?set=odd&replace=1',
};

/** `known`: ids of runs and experiments that are there. `page`: pages of the framework are asked for, too. */
export interface OddOptions {
  readonly seed: number;
  readonly known?: readonly string[];
  readonly hasPages?: boolean;
}

/** Requests without end; the same seed gives the same. */
export function* oddRequests({ seed, known = [], hasPages = false }: OddOptions): Generator<OddRequest, never> {
  const chance = createRng(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(chance() * from.length)]!;
  const isSo = (share: number) => chance() < share;
  const id = () => (known.length > 0 && isSo(0.4) ? pick(known) : pick(oddTexts));

  /** A path that a template says, or one that is a little beside it. */
  function pathOf(template: string): string {
    const path = template.replaceAll(':id', id);
    if (isSo(0.03)) return path + pick(['/', '/..', '//', '/%2e%2e', '.json', '%']);
    return isSo(0.01) ? pick(['', '*', `http://127.0.0.1${path}`, `//${path}`, 'nonsense']) : path;
  }

  function query(): string {
    if (isSo(0.5)) return '';
    const pairs = Array.from({ length: 1 + Math.floor(chance() * 3) }, () => `${pick(queryNames)}=${pick(oddTexts)}`);
    return `?${pairs.join('&').replaceAll(' ', '+')}`;
  }

  /** `value` with one of its leaves, or a field more, that is none. */
  function spoilt(value: unknown): unknown {
    if (isSo(0.15) || typeof value !== 'object' || value === null) return pick(oddValues);
    if (Array.isArray(value)) {
      if (value.length === 0 || isSo(0.1)) return [...(value as unknown[]), pick(oddValues)];
      const at = Math.floor(chance() * value.length);
      return (value as unknown[]).map((each, i) => (i === at ? spoilt(each) : each));
    }
    const key = isSo(0.1) ? pick(queryNames) : (pick(Object.keys(value)) ?? 'x');
    if (isSo(0.1)) return Object.fromEntries(Object.entries(value).filter(([each]) => each !== key));
    return { ...value, [key]: spoilt((value as Record<string, unknown>)[key]) };
  }

  function jsonBody(value: unknown): string {
    const text = JSON.stringify(isSo(0.75) ? spoilt(value) : value) ?? '';
    if (isSo(0.04)) return text.replace(/:"[^"]*"/, () => `:${JSON.stringify(pick(longTexts))}`);
    if (isSo(0.02)) return text.replace(/:("[^"]*"|\d+)/, `:${'['.repeat(20_000)}${']'.repeat(20_000)}`);
    if (isSo(0.05)) return text.slice(0, Math.floor(chance() * text.length));
    if (isSo(0.05)) return text.replace(/\d+/, pick(['1e400', '-1e999', '9'.repeat(400), 'NaN', '0.1e-400', '01']));
    return isSo(0.02) ? text.replace(/:/, `:${'['.repeat(20_000)}${']'.repeat(20_000)},"x":`) : text;
  }

  function lines(from: readonly unknown[]): string {
    const at = Math.floor(chance() * from.length);
    return from.map((each, i) => (i === at ? jsonBody(each) : JSON.stringify(each))).join('\n');
  }

  function bodyFor(template: string): Buffer {
    if (isSo(0.06))
      return Buffer.from(pick(['', '[', '[['.repeat(30_000), '{"a":'.repeat(30_000), '\0', 'null', '"x"']));
    if (isSo(0.04)) return Buffer.from(Array.from({ length: 400 }, () => Math.floor(chance() * 256)));
    if (isSo(0.02)) return gzipSync(deflateRawSync(Buffer.alloc(10_000)));
    if (isSo(0.01)) return Buffer.alloc(1_200_000, 32);
    if (template === '/api/runs/import')
      return Buffer.from(lines(isSo(0.5) ? log : [...log, { seq: 6, at: 1_700_000_000_005, event: pick(toldEvents) }]));
    if (template.endsWith('/import'))
      return Buffer.from(
        isSo(0.2)
          ? `PAR1${pick(oddTexts)}PAR1`
          : isSo(0.3)
            ? `problem,answer\n${pick(oddTexts)},"`
            : lines(isSo(0.5) ? rows : foreignRows),
      );
    return Buffer.from(jsonBody(bodies[template] ?? {}));
  }

  for (;;) {
    const isPage = hasPages && isSo(0.15);
    const template = pick(isPage ? pages : Object.keys(routes));
    const method = pick(isSo(0.12) ? oddMethods : (routes[template] ?? ['GET']));
    const path = `${pathOf(template)}${isSo(0.7) ? (soundQueries[template] ?? query()) : query()}`;
    const hasBody = !['GET', 'HEAD'].includes(method) || isSo(0.02);
    const body = hasBody ? bodyFor(template) : Buffer.alloc(0);
    const headers = new Map<string, string>([['host', '127.0.0.1']]);
    if (hasBody && isSo(0.7)) headers.set('content-type', 'application/json');
    for (let i = Math.floor(chance() * 3); i > 0; i--) {
      const [name, values] = pick(oddHeaders);
      headers.set(name, pick(values));
    }
    headers.set('connection', headers.has('upgrade') ? 'upgrade, close' : 'close');
    if (hasBody) headers.set('content-length', isSo(0.01) ? pick(['-1', 'x', '1e9']) : String(body.length));
    const head = `${method} ${path} HTTP/1.1\r\n${[...headers].map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
    yield { method, path, bytes: Buffer.concat([Buffer.from(head), body]) };
  }
}

/** A thread that reads files takes its time to start where others work. */
const patienceMs = 60_000;
/** Of a stream that goes on so much is read. */
const readBytes = 4_000;

/** Sends a request as it is. Rejects when nothing comes in time. */
export function sendOdd(port: number, { method, path, bytes }: OddRequest): Promise<OddReply> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1');
    const end = () => {
      socket.destroy();
      const [last] = [...text.matchAll(/^HTTP\/1\.\d ([2-5]\d{2})/gm)];
      resolve({ status: Number(last?.[1] ?? 0), text });
    };
    socket.setTimeout(patienceMs, () => {
      socket.destroy();
      reject(new Error(`No reply to ${method} ${path.slice(0, 200)}`));
    });
    socket.on('data', (piece) => {
      text += piece.toString('latin1');
      if (text.length > readBytes || text.includes('text/event-stream')) end();
    });
    socket.on('close', end);
    // A reset after the reply has come is none; before it, the status says so.
    socket.on('error', () => undefined);
    socket.write(bytes);
  });
}

const long = 'n'.repeat(4_000);
/** Names of runs, experiments, sets and servers that are none, or that a file system or a database would mind. */
const oddNames: readonly string[] = [
  '..%2F..',
  '%2e%2e',
  '.',
  'CON',
  'nul.txt',
  'a%00b',
  '%FF%FE',
  '%EF%BB%BFx',
  '%ED%A0%80',
  '%',
  '%u0041',
  long,
  '9007199254740993',
  '-0',
  '1e999',
  'a%0d%0ax',
  "x'%20or%201=1--",
  '%F0%9F%A4%94',
  '%E2%80%AE',
  '*',
];
const deep = 100_000;
const packedZeros = gzipSync(Buffer.alloc(20_000_000));
/** Bodies in place of one in the agreed form, which is given. */
const oddBodies: Readonly<Record<string, (sound: string) => Buffer>> = {
  'a number beyond all': (sound) => Buffer.from(sound.replace(/\d+/, '1e999')),
  'minus nothing': (sound) => Buffer.from(sound.replace(/\d+/, '-0')),
  'a number beyond the exact ones': (sound) => Buffer.from(sound.replace(/\d+/g, '9007199254740993')),
  'arrays without end': () => Buffer.from('['.repeat(deep) + ']'.repeat(deep)),
  'arrays without end in a field': (sound) =>
    Buffer.from(sound.replace(/:/, `:${'['.repeat(deep)}1${']'.repeat(deep)},"x":`)),
  'arrays without end in each field': (sound) =>
    Buffer.from(sound.replace(/:("[^"]*"|[\d.]+)/g, `:${'['.repeat(20_000)}1${']'.repeat(20_000)}`)),
  'objects without end': () => Buffer.from('{"a":'.repeat(deep) + '1' + '}'.repeat(deep)),
  'a field twice': (sound) => Buffer.from(sound.replace(/^\{/, '{"n":1,"n":2,"seed":"x","seed":[],')),
  'a NUL in a text': (sound) => Buffer.from(sound.replace(/"([^"]*)"/g, '"$1\\u0000"')),
  'a raw NUL in a text': (sound) => Buffer.from(sound.replace(/"([^"]*)"/g, '"$1\0"')),
  'half a letter': (sound) => Buffer.from(sound.replace(/:"([^"]*)"/g, ':"$1\\ud800"')),
  'a mark before it': (sound) => Buffer.from(`\ufeff${sound}`),
  'sixteen bits a letter': (sound) => Buffer.from(`\ufeff${sound}`, 'utf16le'),
  'packed without a word': (sound) => gzipSync(Buffer.from(sound)),
  'packed zeros': () => packedZeros,
  'a form': (sound) =>
    Buffer.from(`--x\r\nContent-Disposition: form-data; name="file"; filename="a.json"\r\n\r\n${sound}\r\n--x--\r\n`),
  'fields of prototypes': (sound) =>
    Buffer.from(sound.replace(/^\{/, '{"__proto__":{"admin":1},"constructor":{"prototype":1},')),
  'very long texts': (sound) => Buffer.from(sound.replace(/:"([^"]*)"/g, `:"${'x'.repeat(30_000)}"`)),
  nothing: () => Buffer.alloc(0),
};
const oddTypes: readonly string[] = ['multipart/form-data; boundary=x', 'text/xml', 'application/json; charset=utf-16'];

/** What can be sent oddly to each route: every name, every body and type of one, once. `known` as above. */
export function* everyOddRequest(known: readonly string[]): Generator<OddRequest & { readonly what: string }, void> {
  const whole = (
    what: string,
    method: string,
    path: string,
    body: Buffer = Buffer.alloc(0),
    type = 'application/json',
  ) => {
    const head = `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\ncontent-type: ${type}\r\ncontent-length: ${body.length}\r\n\r\n`;
    return { what, method, path, bytes: Buffer.concat([Buffer.from(head), body]) };
  };
  for (const [template, methods] of Object.entries(routes)) {
    const sound = soundBody(template);
    for (const method of methods) {
      const takesBody = !['GET', 'DELETE'].includes(method);
      if (template.includes(':id'))
        for (const name of oddNames)
          yield whole(
            `the name ${name.slice(0, 20)}`,
            method,
            template.replaceAll(':id', name),
            takesBody ? Buffer.from(sound) : undefined,
          );
      const paths = template.includes(':id')
        ? known.map((id) => template.replace(':id', id).replaceAll(':id', 'policy'))
        : [`${template}${soundQueries[template] ?? ''}`];
      for (const path of paths) {
        if (!takesBody) continue;
        for (const [what, make] of Object.entries(oddBodies)) yield whole(what, method, path, make(sound));
        for (const type of oddTypes) yield whole(type, method, path, Buffer.from(sound), type);
      }
    }
  }
}

function soundBody(template: string): string {
  if (template === '/api/runs/import') return log.map((entry) => JSON.stringify(entry)).join('\n');
  if (template.endsWith('/import')) return [...rows, ...foreignRows].map((row) => JSON.stringify(row)).join('\n');
  return JSON.stringify(bodies[template] ?? {});
}
