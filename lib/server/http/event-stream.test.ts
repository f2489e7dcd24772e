/** The log over HTTP, at the bytes that a client reads, from a log in memory that fails as it is told. */
import { setImmediate as turn } from 'node:timers/promises';
import { inflateRawSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { initialState, logVersion, reduce, type SearchEvent } from '@/lib/search';
import { noMarks, RunFeed, StoreError, summarize, type LogEntry } from '@/lib/runs';
import { ScriptedLog } from '../../runs/testing/scripted-log';
import { toySpec } from '../../search/testing/run-search';
import { logReply } from './event-stream';

afterEach(() => vi.useRealTimers());

const marks = { ...noMarks, isStarred: true, note: 'See step 2.' };
const lease = { runId: 'run', owner: 'process', fence: 1 };
const started: SearchEvent = { type: 'run-started', version: logVersion, spec: toySpec('greedy') };
const filler: readonly SearchEvent[] = [{ type: 'run-paused' }, { type: 'run-resumed' }];
/** What a stream says last that was not cut. */
const end = 'event: end\ndata: []\n\n';
const ended: SearchEvent = { type: 'run-ended', status: 'finished' };

/** A run that grows as the test says, and whatever asks for its log. */
class Run {
  readonly log = new ScriptedLog();
  readonly feed = new RunFeed();
  readonly closing = new AbortController();
  readonly #leaving = new AbortController();
  /** Readers that the feed still serves. */
  readers = 0;
  #state = initialState;
  #seq = 0;

  constructor() {
    const subscribe = this.feed.subscribe.bind(this.feed);
    vi.spyOn(this.feed, 'subscribe').mockImplementation((runId) => {
      const subscription = subscribe(runId);
      const close = subscription.close.bind(subscription);
      this.readers++;
      return Object.assign(subscription, {
        close: () => {
          this.readers--;
          close();
        },
      });
    });
  }

  /** Makes the events durable as one chunk; `isTold`: as this process does, not another. */
  async write(events: readonly SearchEvent[], { isTold = true } = {}): Promise<void> {
    const entries: LogEntry[] = events.map((event) => ({ seq: ++this.#seq, at: this.#seq * 10, event }));
    for (const event of events) this.#state = reduce(this.#state, event);
    const times = { id: 'run', createdAt: 0, workMs: this.#seq * 10, lastSeq: this.#seq };
    await this.log.append(lease, entries, summarize(this.#state, times));
    const isTerminal = events.at(-1)?.type === 'run-ended';
    if (isTold) this.feed.publish({ ...this.log.chunks.at(-1)!, isTerminal });
  }

  /** The start and `count - 1` more chunks of one entry. */
  async begin(count: number): Promise<void> {
    await this.write([started]);
    for (let i = 1; i < count; i++) await this.write([filler[(i - 1) % 2]!]);
  }

  get(query = '', headers: Readonly<Record<string, string>> = { accept: 'text/event-stream' }): Response {
    const request = new Request(`http://localhost/api/runs/run/events${query}`, {
      headers,
      signal: this.#leaving.signal,
    });
    return logReply(
      { log: this.log, marks: { of: async () => marks }, feed: this.feed, runId: 'run' },
      request,
      this.closing.signal,
    );
  }

  leave(): void {
    this.#leaving.abort();
  }
}

/** A client that takes one piece at a time. */
function clientOf(response: Response) {
  const reader = response.body!.getReader();
  const decoder = new TextDecoder();
  const next = async (): Promise<string | undefined> => {
    const { done, value } = await reader.read();
    return done ? undefined : decoder.decode(value);
  };
  return { next, leave: () => reader.cancel() };
}

interface Message {
  readonly id: number;
  readonly seqs: readonly number[];
}

/** Whole messages of an event stream, as a browser reads them; comments and the retry time fall away. */
function messagesIn(text: string): Message[] {
  return text
    .split('\n\n')
    .filter((block) => block.startsWith('id:'))
    .map((block) => {
      const [id, data, ...more] = block.split('\n');
      expect(more).toEqual([]);
      return {
        id: Number(/^id: (\d+)$/.exec(id!)![1]),
        seqs: (JSON.parse(/^data: (.*)$/.exec(data!)![1]!) as LogEntry[]).map(({ seq }) => seq),
      };
    });
}

/** Lets everything happen that waits for nothing but its turn. */
async function settle(): Promise<void> {
  for (let i = 0; i < 5; i++) await turn();
}

const seqsIn = (messages: readonly Message[]) => messages.flatMap(({ seqs }) => seqs);

describe('an event stream', () => {
  it('says that it is one, and that nobody on the way may keep, press or hold it back', () => {
    const { headers, status } = new Run().get();
    expect([status, ...headers].map(String)).toEqual([
      '200',
      'cache-control,private, no-cache, no-transform',
      'content-type,text/event-stream; charset=utf-8',
      'x-accel-buffering,no',
    ]);
  });

  it('replays, follows, and ends after the terminal entry; a message is a chunk, its id the number of its last entry', async () => {
    const run = new Run();
    await run.write([started]);
    await run.write(filler);
    const client = clientOf(run.get());
    expect(await client.next()).toBe('retry: 500\n\n');
    const read: string[] = [];
    for (let i = 0; i < 2; i++) read.push((await client.next())!);
    const waiting = client.next();
    await settle();
    await run.write(filler);
    read.push((await waiting)!);
    await run.write([filler[0]!, ended]);
    for (let piece = await client.next(); piece !== undefined; piece = await client.next()) read.push(piece);
    expect(messagesIn(read.join(''))).toEqual([
      { id: 1, seqs: [1] },
      { id: 3, seqs: [2, 3] },
      { id: 5, seqs: [4, 5] },
      { id: 7, seqs: [6, 7] },
    ]);
    expect(run.readers).toBe(0);
  });

  it('goes out as the log has it', async () => {
    const run = new Run();
    await run.write([started, ended]);
    const text = await run.get().text();
    expect(text).toBe(`retry: 500\n\nid: 2\ndata: ${JSON.stringify(run.log.entries())}\n\nevent: end\ndata: []\n\n`);
  });

  it.each([
    ['no number', '', {}, [1, 2, 3, 4, 5]],
    ['after=2', '?after=2', {}, [3, 4, 5]],
    ['after=0', '?after=0', {}, [1, 2, 3, 4, 5]],
    ['an empty after', '?after=', {}, [1, 2, 3, 4, 5]],
    ['the id of the last message', '', { 'last-event-id': '3' }, [4, 5]],
    ['both, the id further: a browser that connects again', '?after=1', { 'last-event-id': '4' }, [5]],
    ['both, the address further', '?after=4', { 'last-event-id': '1' }, [5]],
    ['an id that is no number', '?after=3', { 'last-event-id': 'abc' }, [4, 5]],
    ['an empty id', '?after=3', { 'last-event-id': '' }, [4, 5]],
    ['an id below zero', '', { 'last-event-id': '-2' }, [1, 2, 3, 4, 5]],
    ['an id between two entries', '', { 'last-event-id': '2.5' }, [1, 2, 3, 4, 5]],
    ['an id beyond all numbers', '', { 'last-event-id': '9'.repeat(400) }, [1, 2, 3, 4, 5]],
    ['the end', '?after=5', {}, []],
    ['more than the end', '?after=50', {}, []],
    ['an id beyond the end', '', { 'last-event-id': '50' }, []],
  ])('from %s', async (_, query, headers, seqs) => {
    const run = new Run();
    await run.write([started, ...filler]);
    await run.write([filler[0]!, ended]);
    const text = await run.get(query, { accept: 'text/event-stream', ...headers }).text();
    expect(seqsIn(messagesIn(text))).toEqual(seqs);
  });

  it.each(['-1', '1.5', 'abc', '1e99', ' ', '0x1', '1e0', '\n1', '+1', '-0', '01'])(
    'an after of %s is refused',
    (after) => {
      expect(() => new Run().get(`?after=${encodeURIComponent(after)}`)).toThrow(
        expect.objectContaining({ code: 'bad-request' }),
      );
    },
  );

  it('a word that it does not know in the address is refused', () => {
    expect(() => new Run().get('?before=1')).toThrow(/before/);
  });

  it('from beyond the end of a run that goes on waits for that number and sends nothing before', async () => {
    const run = new Run();
    await run.begin(2);
    const client = clientOf(run.get('?after=3'));
    await client.next();
    const first = client.next();
    await settle();
    await run.write([{ type: 'run-resumed' }]);
    await run.write([{ type: 'run-paused' }]);
    expect(messagesIn((await first)!)).toEqual([{ id: 4, seqs: [4] }]);
    await client.leave();
  });

  it('says that it is there after every 5 seconds of silence, and loses nothing by it', async () => {
    const run = new Run();
    await run.begin(1);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const client = clientOf(run.get());
    await client.next();
    await client.next();
    const heard: (string | undefined)[] = [];
    const listen = async () => heard.push(await client.next());
    for (let i = 1; i <= 2; i++) {
      const next = listen();
      for (let ms = 0; ms < 4_900; ms += 100) {
        vi.advanceTimersByTime(100);
        await settle();
      }
      expect(heard.length).toBe(i - 1);
      for (let ms = 0; ms < 200; ms += 100) {
        vi.advanceTimersByTime(100);
        await settle();
      }
      await next;
      expect(heard.at(-1)).toBe('event: ping\ndata: []\n\n');
    }
    const next = listen();
    await settle();
    await run.write([ended]);
    await next;
    expect(messagesIn(heard.at(-1)!)).toEqual([{ id: 2, seqs: [2] }]);
    expect([await client.next(), await client.next()]).toEqual([end, undefined]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('finds by itself what another process wrote', async () => {
    const run = new Run();
    await run.begin(1);
    const client = clientOf(run.get());
    await client.next();
    await client.next();
    const next = client.next();
    await settle();
    await run.write([ended], { isTold: false });
    expect(messagesIn((await next)!)).toEqual([{ id: 2, seqs: [2] }]);
    expect([await client.next(), await client.next()]).toEqual([end, undefined]);
  });

  it('sends the end that comes between its look at the log and its look at the summary', async () => {
    const run = new Run();
    await run.begin(1);
    const summary = run.log.summary.bind(run.log);
    vi.spyOn(run.log, 'summary').mockImplementationOnce(async () => {
      await run.write([ended], { isTold: false });
      return summary();
    });
    expect(seqsIn(messagesIn(await run.get().text()))).toEqual([1, 2]);
  });
});

describe('what the client does not read', () => {
  it('is not read from the store', async () => {
    const run = new Run();
    await run.begin(100);
    const client = clientOf(run.get());
    await settle();
    expect(run.log.reads).toEqual([]);
    // The time to retry, 31 messages, and one that stands ready.
    for (let i = 0; i < 32; i++) await client.next();
    await settle();
    expect(run.log.reads).toEqual([0]);
    await client.next();
    await settle();
    expect(run.log.reads).toEqual([0, 32]);
    await client.leave();
    expect(run.log.reads).toEqual([0, 32]);
  });

  it('is not read from the store for a download either', async () => {
    const run = new Run();
    await run.begin(100);
    const client = clientOf(run.get('', {}));
    await settle();
    expect(run.log.reads).toEqual([]);
    await client.next();
    await settle();
    expect(run.log.reads).toEqual([0]);
    await client.leave();
  });

  it('while the run goes on does not pile up: a slow client is sent back to the log, and misses nothing', async () => {
    const run = new Run();
    await run.begin(1);
    const client = clientOf(run.get());
    await client.next();
    for (let i = 0; i < 300; i++) await run.write([filler[i % 2]!]);
    await run.write([ended]);
    const read: string[] = [];
    for (let piece = await client.next(); piece !== undefined; piece = await client.next()) read.push(piece);
    expect(seqsIn(messagesIn(read.join('')))).toEqual(Array.from({ length: 302 }, (_, i) => i + 1));
  });
});

describe('a stream that nobody reads to the end', () => {
  it.each([
    ['waits for news', 2],
    ['has a message ready that nobody takes', 1],
    ['was not read at all', 0],
  ])('of a client that leaves while it %s keeps no reader in the house', async (_, pieces) => {
    const run = new Run();
    await run.begin(5);
    const client = clientOf(run.get(pieces === 2 ? '?after=4' : ''));
    for (let i = 0; i < pieces; i++) await client.next();
    await settle();
    await client.leave();
    expect(run.readers).toBe(0);
  });

  it.each([
    ['the client’s connection is gone', (run: Run) => run.leave()],
    ['the app stops', (run: Run) => run.closing.abort()],
  ])('ends at once when %s', async (_, end) => {
    const run = new Run();
    await run.begin(1);
    const client = clientOf(run.get());
    await client.next();
    await client.next();
    const next = client.next();
    await settle();
    expect(run.readers).toBe(1);
    end(run);
    expect(await next).toBeUndefined();
    expect(run.readers).toBe(0);
  });

  it('ends when its run is deleted', async () => {
    const run = new Run();
    await run.begin(2);
    const client = clientOf(run.get());
    for (let i = 0; i < 3; i++) await client.next();
    const next = client.next();
    await settle();
    run.log.remove();
    run.feed.wake('run');
    expect([await next, await client.next()]).toEqual([end, undefined]);
    expect(run.readers).toBe(0);
  });

  it('breaks off when the store cannot be read, so that the client comes again', async () => {
    const run = new Run();
    await run.begin(2);
    run.log.readError = new StoreError('unreachable', 'The database is down.', { isRetryable: true });
    const client = clientOf(run.get());
    await client.next();
    await expect(client.next()).rejects.toThrow('The database is down.');
    expect(run.readers).toBe(0);
  });
});

describe('a download', () => {
  it.each(['', 'application/x-ndjson', '*/*'])('is what an Accept of “%s” gets', async (accept) => {
    const run = new Run();
    await run.write([started]);
    await run.write(filler);
    const reply = run.get('', accept === '' ? {} : { accept });
    expect([...reply.headers].map(String)).toEqual([
      'cache-control,no-store, no-transform',
      'content-disposition,attachment; filename="longthink-run.ndjson"',
      'content-type,application/x-ndjson; charset=utf-8',
    ]);
    const text = await reply.text();
    expect(text.endsWith('\n')).toBe(true);
    expect(
      text
        .trim()
        .split('\n')
        .map((line): unknown => JSON.parse(line)),
    ).toEqual(run.log.entries());
  });

  it('ends with what is there: a run that goes on is not followed', async () => {
    const run = new Run();
    await run.begin(70);
    const text = await run.get('?after=10', { accept: 'application/x-ndjson' }).text();
    expect(
      text
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as LogEntry).seq),
    ).toEqual(Array.from({ length: 60 }, (_, i) => i + 11));
    expect(run.readers).toBe(0);
  });

  it('has the marks of the run as its last line where they are asked for, and there alone', async () => {
    const run = new Run();
    await run.begin(2);
    const lines = async (query: string) => (await run.get(query, {}).text()).trimEnd().split('\n');
    const plain = await lines('');
    expect(plain).toHaveLength(2);
    expect(await lines('?marks=1')).toEqual([...plain, JSON.stringify({ marks })]);
  });

  it('holds a damaged chunk as it lies there, and what stands around it', async () => {
    const run = new Run();
    await run.begin(3);
    const [first, , third] = run.log.chunks.map(({ json }) => json.slice(1, -1));
    run.log.damage(1, '[{"seq":2,"at"');
    expect(await run.get('', {}).text()).toBe(`${first}\n[{"seq":2,"at"\n${third}\n`);
  });

  it('of a run without further entries is empty', async () => {
    const run = new Run();
    await run.begin(3);
    expect(await run.get('?after=3', {}).text()).toBe('');
  });
});

describe('a packed log', () => {
  it('is what is there now after an entry, each chunk behind the number of its bytes', async () => {
    const run = new Run();
    await run.write([started]);
    await run.write(filler);
    await run.write([filler[0]!, ended]);
    const reply = run.get('?after=1&packed=1');
    expect(Object.fromEntries(reply.headers)).toEqual({
      'cache-control': 'no-store, no-transform',
      'content-type': 'application/octet-stream',
    });
    const bytes = Buffer.from(await reply.arrayBuffer());
    const texts: string[] = [];
    for (let at = 0; at < bytes.length; at += 4 + bytes.readUInt32BE(at))
      texts.push(inflateRawSync(bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at))).toString());
    expect(texts).toEqual(run.log.chunks.slice(1).map(({ json }) => json));
  });

  it('of a run without anything more is empty', async () => {
    const run = new Run();
    await run.write([started]);
    expect((await run.get('?after=1&packed=1').arrayBuffer()).byteLength).toBe(0);
  });
});
