/** The follower of a run in a browser that does as it is told: what it asks for, what it hands on, and what it says. */
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { applyEvents, initialState, logVersion, type SearchEvent } from '@/lib/search';
import { summarize, toPacked, type LogEntry } from '@/lib/runs';
import { toySpec } from '../search/testing/run-search';
import { RunFollower, type Connection } from './run-follower';
import { ScriptedBrowser, type SeenRequest } from './testing/scripted-browser';

const spec = toySpec('greedy');
const started: SearchEvent = { type: 'run-started', version: logVersion, spec };
const summary = summarize(applyEvents(initialState, [started]), { id: 'run', createdAt: 0, workMs: 0, lastSeq: 1 });

/** Entries `from` to `to`, of which `end` is the terminal one. */
function entries(from: number, to: number, end = 0): LogEntry[] {
  return Array.from({ length: to - from + 1 }, (_, i) => {
    const seq = from + i;
    const event: SearchEvent =
      seq === 1
        ? started
        : seq === end
          ? { type: 'run-ended', status: 'finished' }
          : { type: seq % 2 === 0 ? 'run-paused' : 'run-resumed' };
    return { seq, at: seq * 10, event };
  });
}
const json = (...args: Parameters<typeof entries>) => JSON.stringify(entries(...args));
const lines = (...args: Parameters<typeof entries>) =>
  entries(...args)
    .map((entry) => `${JSON.stringify(entry)}\n`)
    .join('');

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Lets everything happen that waits for nothing but its turn. */
async function settle(): Promise<void> {
  for (let i = 0; i < 5; i++) await turn();
}
async function pass(ms: number): Promise<void> {
  vi.advanceTimersByTime(ms);
  await settle();
}

const healthy = () => Response.json(summary);
const down = () => {
  throw new TypeError('fetch failed');
};

/** A page that follows the run `run`. */
async function page({
  browser = new ScriptedBrowser(),
  runId = 'run',
  answer = healthy,
  endsAt,
}: {
  readonly browser?: ScriptedBrowser;
  readonly runId?: string;
  readonly answer?: ScriptedBrowser['answer'];
  readonly endsAt?: number;
} = {}) {
  browser.answer = answer;
  const taken: number[] = [];
  const told: Connection[] = [];
  const follower = new RunFollower({
    runId,
    endsAt,
    onEntries: (fresh) => taken.push(...fresh.map(({ seq }) => seq)),
    onConnection: (connection) => told.push(connection),
  });
  follower.start();
  await settle();
  return { browser, follower, taken, told, last: () => told.at(-1) };
}

/** Beside the English of what the browser itself says. */
const inEveryLanguage: unknown = {
  en: expect.any(String) as string,
  zh: expect.stringMatching(/\p{Script=Han}/u) as string,
};

describe('a stream', () => {
  it('is asked for from the beginning, and is live when it opens', async () => {
    const { browser, told } = await page({ runId: 'a/b' });
    expect(browser.sources.map(({ url }) => url)).toEqual(['/api/runs/a%2Fb/events?after=0']);
    expect(told).toEqual([{ type: 'opening' }]);
    browser.source!.open();
    expect(told).toEqual([{ type: 'opening' }, { type: 'live', how: 'streaming' }]);
    expect(browser.requests).toEqual([]);
  });

  it('hands on every entry once and in order; what came before falls away', async () => {
    const { browser, taken } = await page();
    const source = browser.source!;
    source.open();
    for (const message of [json(1, 2), json(3, 3), json(2, 5), json(1, 4), '[]', json(6, 6)]) source.say(message);
    expect(taken).toEqual([1, 2, 3, 4, 5, 6]);
    expect(browser.sources.length).toBe(1);
  });

  it('with a gap is closed, and asked for again from where it was', async () => {
    const { browser, taken, last } = await page();
    browser.source!.open();
    browser.source!.say(json(1, 2));
    browser.source!.say(json(4, 6));
    expect(browser.source!.isClosed).toBe(true);
    await settle();
    expect(browser.sources.map(({ url }) => url.split('?')[1])).toEqual(['after=0', 'after=2']);
    expect([taken, last()?.type]).toEqual([[1, 2], 'opening']);
    browser.source!.open();
    browser.source!.say(json(3, 6));
    expect(taken).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('with the same gap again breaks off: what is not there is not asked for for ever', async () => {
    const { browser, follower, taken, last } = await page();
    for (const message of [json(1, 2), json(4, 6)]) browser.source!.say(message);
    await settle();
    browser.source!.open();
    browser.source!.say(json(4, 6));
    expect(last()).toEqual({
      type: 'broken',
      isMissing: false,
      message: 'The log of this run has no entry 3; what follows it cannot be shown.',
      said: inEveryLanguage,
    });
    await pass(60_000);
    expect([taken, browser.sources.length, browser.source!.isClosed]).toEqual([[1, 2], 2, true]);
    // The reader may ask once more.
    follower.reopen();
    await settle();
    browser.source!.say(json(4, 6));
    await settle();
    browser.source!.say(json(3, 6));
    expect([taken, browser.sources.length]).toEqual([[1, 2, 3, 4, 5, 6], 4]);
  });

  it('with a gap further on asks again', async () => {
    const { browser, taken } = await page();
    for (const message of [json(1, 2), json(4, 4)]) browser.source!.say(message);
    await settle();
    for (const message of [json(3, 4), json(6, 6)]) browser.source!.say(message);
    await settle();
    expect([taken, browser.sources.length]).toEqual([[1, 2, 3, 4], 3]);
  });

  it('ends where the server says so: nothing is asked for after it, whatever the tab does', async () => {
    const { browser, taken, last } = await page();
    browser.source!.open();
    browser.source!.say(json(1, 3, 3));
    browser.source!.end();
    expect([taken, last(), browser.source!.isClosed]).toEqual([[1, 2, 3], { type: 'complete' }, true]);
    browser.source!.onerror!();
    browser.hide();
    browser.show();
    await pass(60_000);
    expect([browser.sources.length, browser.requests, last()]).toEqual([1, [], { type: 'complete' }]);
    expect([...browser.locks]).toEqual([]);
  });

  it('goes on behind the end of a search that failed and was resumed', async () => {
    const { browser, taken, last } = await page();
    browser.source!.open();
    browser.source!.say(json(1, 3, 3));
    expect([browser.source!.isClosed, last()]).toEqual([false, { type: 'live', how: 'streaming' }]);
    browser.source!.say(json(4, 6, 6));
    browser.source!.end();
    expect([taken, last()]).toEqual([[1, 2, 3, 4, 5, 6], { type: 'complete' }]);
  });

  it('that ends before the run does is asked for again: the run may be gone', async () => {
    const { browser, last } = await page();
    browser.source!.open();
    browser.source!.say(json(1, 2));
    browser.source!.end();
    expect([browser.source!.isClosed, last()?.type]).toEqual([true, 'retrying']);
    await pass(300);
    expect(browser.source!.url).toBe('/api/runs/run/events?after=2');
  });

  it('of a run that was resumed after its end goes on from there', async () => {
    const { browser, follower, taken, last } = await page();
    browser.source!.say(json(1, 3, 3));
    browser.source!.end();
    follower.reopen();
    await settle();
    expect(browser.source!.url).toBe('/api/runs/run/events?after=3');
    // It is a run like any other again: a hidden tab lets go of it.
    browser.hide();
    expect(last()).toEqual({ type: 'asleep' });
    browser.show();
    await settle();
    expect(browser.source!.url).toBe('/api/runs/run/events?after=3');
    browser.source!.open();
    browser.source!.say(json(4, 5));
    expect([taken, last()]).toEqual([[1, 2, 3, 4, 5], { type: 'live', how: 'streaming' }]);
    browser.source!.say(json(6, 6, 6));
    browser.source!.end();
    expect(last()).toEqual({ type: 'complete' });
  });

  const laterVersion = { seq: 1, at: 0, event: { ...started, version: logVersion + 1 } };
  it.each([
    ['no JSON', 'oops', /it is not JSON/],
    ['half of it', json(3, 4).slice(0, -1), /it is not JSON/],
    ['one entry instead of a list', json(3, 3).slice(1, -1), /expected array/],
    [
      'an event that this version does not know',
      '[{"seq":3,"at":30,"event":{"type":"node-vanished","node":"0"}}]',
      /does not know the event “node-vanished”/,
    ],
    ['a field that it does not know', json(3, 3).replace('"at"', '"by":"me","at"'), /does not know the field “0\.by”/],
    ['a log of a later version', JSON.stringify([laterVersion]), /newer Longthink/],
  ])(
    '%s is not understood: the page says so and why, closes the stream and asks no more',
    async (_, message, words) => {
      const { browser, taken, last } = await page();
      browser.source!.open();
      browser.source!.say(json(1, 2));
      browser.source!.say(message);
      expect(last()).toEqual({
        type: 'broken',
        isMissing: false,
        message: expect.stringMatching(words) as string,
        said: inEveryLanguage,
      });
      browser.hide();
      browser.show();
      await pass(60_000);
      expect([taken, browser.source!.isClosed, browser.sources.length, browser.requests]).toEqual([
        [1, 2],
        true,
        1,
        [],
      ]);
      expect(last()?.type).toBe('broken');
    },
  );
});

it('a good entry before a bad one is taken', async () => {
  const { browser, taken, last } = await page();
  browser.source!.open();
  browser.source!.say(`[${json(1, 2).slice(1, -1)},{"seq":3}]`);
  expect(taken).toEqual([1, 2]);
  expect(last()).toMatchObject({ type: 'broken', message: expect.stringMatching(/“2\.at”/) as string });
});

describe('a connection that died in the middle', () => {
  it('is noticed after 12 seconds without a word, said so, and made again where it was', async () => {
    const { browser, taken, last } = await page();
    const [silent] = browser.sources;
    silent!.open();
    silent!.say(json(1, 4));
    await pass(11_900);
    expect(last()).toEqual({ type: 'live', how: 'streaming' });
    await pass(200);
    expect(last()).toMatchObject({ type: 'retrying', message: 'No word from the server for 12 seconds.' });
    expect(silent!.isClosed).toBe(true);
    await pass(300);
    browser.source!.open();
    browser.source!.say(json(5, 6));
    expect([taken, last()]).toEqual([[1, 2, 3, 4, 5, 6], { type: 'live', how: 'streaming' }]);
  });

  it('is none while the server says that it is there', async () => {
    const { browser, last } = await page();
    browser.source!.open();
    for (let i = 0; i < 10; i++) {
      await pass(5_000);
      browser.source!.ping();
    }
    expect([browser.sources.length, last()]).toEqual([1, { type: 'live', how: 'streaming' }]);
  });

  it('is noticed before it was ever open', async () => {
    const { last } = await page();
    await pass(12_100);
    expect(last()?.type).toBe('retrying');
  });

  it('is not looked for once the page is left', async () => {
    const { follower, told } = await page();
    follower.stop();
    await pass(60_000);
    expect(told.map(({ type }) => type)).toEqual(['opening']);
  });
});

describe('a cut', () => {
  it('is told, and the stream goes on at its last entry once the server answers', async () => {
    const { browser, taken, told, last } = await page();
    browser.source!.open();
    browser.source!.say(json(1, 4));
    browser.source!.cut();
    expect(last()).toEqual({
      type: 'retrying',
      attempt: 1,
      message: 'The connection to the server was cut.',
      said: inEveryLanguage,
    });
    await settle();
    expect([browser.source!.isClosed, [...browser.locks]]).toEqual([true, []]);
    await pass(300);
    expect(browser.requests.map(({ url }) => url)).toEqual(['/api/runs/run']);
    expect(browser.sources.map(({ url }) => url.split('?')[1])).toEqual(['after=0', 'after=4']);
    // Until it is open nothing better than trying can be said.
    expect(last()?.type).toBe('retrying');
    browser.source!.open();
    browser.source!.say(json(3, 5));
    expect([taken, last()]).toEqual([[1, 2, 3, 4, 5], { type: 'live', how: 'streaming' }]);
    expect(told.map(({ type }) => type)).toEqual(['opening', 'live', 'retrying', 'live']);
  });

  it.each([
    ['shortest', 0, [150, 300, 600, 1_200, 2_000, 2_000]],
    ['longest', 1, [300, 600, 1_200, 2_400, 4_000, 4_000]],
  ])('waits longer each time while the server is down, up to 4 s; the %s waits', async (_, draw, waits) => {
    vi.spyOn(Math, 'random').mockReturnValue(draw);
    const { browser, last } = await page();
    browser.answer = down;
    browser.source!.cut();
    for (const [tries, ms] of waits.entries()) {
      expect(last()).toMatchObject({ type: 'retrying', attempt: tries + 1 });
      await pass(ms - 1);
      expect(browser.requests.length).toBe(tries);
      await pass(1);
      expect(browser.requests.length).toBe(tries + 1);
      expect(last()).toMatchObject({ message: expect.stringMatching(/does not answer.*npm start/) as string });
    }
    expect(browser.sources.length).toBe(1);
    // The server is back: the waits begin anew with the next cut.
    browser.answer = healthy;
    await pass(4_000);
    browser.source!.open();
    browser.source!.cut();
    expect(last()).toMatchObject({ attempt: 1 });
    await pass(waits[0]!);
    expect(browser.sources.length).toBe(3);
  });

  it.each([
    [
      'that fails',
      () => Response.json({ error: { code: 'internal', message: 'It broke.' } }, { status: 500 }),
      'It broke.',
    ],
    [
      'that is starting',
      () => new Response('', { status: 502 }),
      'The server answered with HTTP 502 and no explanation.',
    ],
    ['that says something else', () => Response.json({ id: 'run' }), /not in the agreed form/],
  ])('goes on trying at a server %s, and tells its words', async (_, answer, words) => {
    const { browser, last } = await page();
    browser.answer = answer;
    browser.source!.cut();
    await pass(300);
    const message: unknown = typeof words === 'string' ? words : expect.stringMatching(words);
    const isOurs = words !== 'It broke.';
    expect(last()).toEqual({ type: 'retrying', attempt: 2, message, ...(isOurs && { said: inEveryLanguage }) });
  });

  it.each([
    ['that there is no such run', 404, 'There is no run.', true],
    ['that it cannot read it', 409, 'The log of run run has no beginning.', false],
  ])('is the end when the server says %s', async (_, status, message, isMissing) => {
    const { browser, last } = await page();
    browser.answer = () => Response.json({ error: { code: 'any', message } }, { status });
    browser.source!.open();
    browser.source!.cut();
    await pass(300);
    expect(last()).toEqual({ type: 'broken', isMissing, message });
    await pass(60_000);
    expect([browser.requests.length, browser.sources.length]).toEqual([1, 1]);
  });

  it('need not be waited out: reopening tries at once', async () => {
    const { browser, follower, last } = await page();
    browser.source!.say(json(1, 2));
    browser.source!.cut();
    follower.reopen();
    await settle();
    expect(browser.source!.url).toBe('/api/runs/run/events?after=2');
    expect(last()).toEqual({ type: 'opening' });
    await pass(11_000);
    expect([browser.requests, browser.sources.length]).toEqual([[], 2]);
  });
});

describe('a hidden tab', () => {
  it('lets go of its stream, and goes on where it was when it is looked at', async () => {
    const { browser, taken, last } = await page();
    browser.source!.open();
    browser.source!.say(json(1, 2));
    browser.hide();
    expect([last(), browser.source!.isClosed]).toEqual([{ type: 'asleep' }, true]);
    await settle();
    expect([...browser.locks]).toEqual([]);
    await pass(60_000);
    expect([browser.sources.length, browser.requests]).toEqual([1, []]);
    browser.show();
    await settle();
    expect(browser.source!.url).toBe('/api/runs/run/events?after=2');
    browser.source!.open();
    browser.source!.say(json(3, 3));
    expect([taken, last()]).toEqual([[1, 2, 3], { type: 'live', how: 'streaming' }]);
  });

  it('that was opened in the background reads its log first, and sleeps when it is cut', async () => {
    const browser = new ScriptedBrowser();
    browser.hide();
    const { last } = await page({ browser });
    expect(browser.sources.length).toBe(1);
    browser.source!.open();
    browser.source!.say(json(1, 2));
    expect(last()?.type).toBe('live');
    browser.source!.cut();
    await pass(300);
    expect([browser.sources.length, last()]).toEqual([1, { type: 'asleep' }]);
    browser.show();
    await settle();
    expect(browser.source!.url).toBe('/api/runs/run/events?after=2');
  });

  it('does not try to reach a server that is down', async () => {
    const { browser, last } = await page();
    browser.answer = down;
    browser.source!.cut();
    browser.hide();
    await pass(60_000);
    expect([browser.requests, last()]).toEqual([[], { type: 'asleep' }]);
  });

  it('that is looked at while it streams stays as it is', async () => {
    const { browser } = await page();
    browser.show();
    await settle();
    expect([browser.sources.length, browser.source!.isClosed]).toEqual([1, false]);
  });
});

describe('a browser with three streams already', () => {
  /** The fourth tab; the log that it asks for is what `answers` say, one after the other. */
  async function fourth(...answers: (string | (() => Response))[]) {
    const browser = new ScriptedBrowser();
    for (let tab = 0; tab < 3; tab++) await page({ browser });
    const asked: string[] = [];
    const answer = ({ url, accept }: SeenRequest) => {
      asked.push(`${url} ${accept}`);
      const next = answers.shift() ?? '';
      return typeof next === 'string' ? new Response(next) : next();
    };
    return { ...(await page({ browser, answer })), asked };
  }
  const ask = (after: number) => `/api/runs/run/events?after=${after} application/x-ndjson`;

  it('asks once a second for what is new instead, and ends with the terminal entry', async () => {
    const { browser, taken, told, asked } = await fourth(lines(1, 3), '', lines(4, 4), lines(5, 6, 6));
    expect([taken, asked]).toEqual([[1, 2, 3], [ask(0)]]);
    await pass(999);
    expect(asked.length).toBe(1);
    await pass(1);
    expect([taken.length, asked.length]).toEqual([3, 2]);
    await pass(1_000);
    await pass(1_000);
    expect([taken, asked]).toEqual([
      [1, 2, 3, 4, 5, 6],
      [ask(0), ask(3), ask(3), ask(4)],
    ]);
    expect(told.filter(({ type }) => type !== 'opening')).toEqual([
      ...Array.from({ length: 4 }, () => ({ type: 'live', how: 'polling' })),
      { type: 'complete' },
    ]);
    await pass(8_000);
    expect([asked.length, browser.sources.length]).toEqual([4, 3]);
  });

  it('takes a stream as soon as another tab lets go of one', async () => {
    const { browser, taken, last } = await fourth(lines(1, 3));
    browser.sources[1]!.say(json(1, 2, 2));
    browser.sources[1]!.end();
    await pass(1_000);
    expect(browser.sources.length).toBe(4);
    expect(browser.source!.url).toBe('/api/runs/run/events?after=3');
    browser.source!.open();
    browser.source!.say(json(4, 4));
    expect([taken, last()]).toEqual([[1, 2, 3, 4], { type: 'live', how: 'streaming' }]);
  });

  it('tries again when the server is down, and goes on at its last entry', async () => {
    const { taken, asked, last } = await fourth(lines(1, 3), down, () => healthy(), lines(4, 4));
    await pass(1_000);
    expect(last()).toMatchObject({
      type: 'retrying',
      attempt: 1,
      message: expect.stringMatching(/npm start/) as string,
      said: inEveryLanguage,
    });
    await pass(300);
    expect(asked.slice(2)).toEqual(['/api/runs/run application/json', ask(3)]);
    expect([taken, last()]).toEqual([[1, 2, 3, 4], { type: 'live', how: 'polling' }]);
  });

  it.each([
    [
      'a later version',
      lines(1, 1).replace(`"version":${logVersion}`, `"version":${logVersion + 1}`),
      /newer Longthink/,
    ],
    [
      'an event that this version does not know',
      '{"seq":1,"at":0,"event":{"type":"node-vanished"}}\n',
      /Line 1.*does not know/,
    ],
    ['no log', '<html>', /Line 1: not JSON/],
    ['a gap', lines(1, 2) + lines(4, 4), /expected entry 3 but found 4/],
  ])('breaks off at %s and says what it found', async (_, text, words) => {
    const { asked, last } = await fourth(text);
    expect(last()).toEqual({
      type: 'broken',
      isMissing: false,
      message: expect.stringMatching(words) as string,
      said: { en: expect.stringMatching(words) as string, zh: expect.stringMatching(/^第 \d+ 行：/) as string },
    });
    await pass(11_000);
    expect(asked.length).toBe(1);
  });

  it('stops asking while the tab is hidden', async () => {
    const { browser, asked, last } = await fourth(lines(1, 3), lines(4, 4));
    browser.hide();
    await pass(60_000);
    expect([asked.length, last()]).toEqual([1, { type: 'asleep' }]);
    browser.show();
    await settle();
    expect(asked.at(-1)).toBe(ask(3));
  });
});

describe('the log of a run that is over', () => {
  const length = 2_400;
  /** As the server sends what follows on an entry: pieces, each behind its length. */
  const packed = (from: number, cutAt?: number): Response => {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    for (let first = from; first <= length; first += 1_100) {
      const piece = deflateRawSync(toPacked(entries(first, Math.min(length, first + 1_099), length)));
      const size = new DataView(new ArrayBuffer(4));
      size.setUint32(0, piece.byteLength);
      parts.push(new Uint8Array(size.buffer), new Uint8Array(piece));
    }
    return new Response(new Blob(parts).slice(0, cutAt).stream());
  };
  const all = Array.from({ length }, (_, i) => i + 1);
  /** Unpacking is work of other threads, which take real time. */
  const until = async (isSo: () => boolean) => {
    for (let i = 0; i < 2_000 && !isSo(); i++) await sleep(5);
  };

  it('comes packed and in one reply from where the stream was, once and in order', async () => {
    const { browser, follower, taken, last } = await page({ answer: () => packed(3) });
    browser.source!.open();
    browser.source!.say(json(1, 2));
    follower.fetchRest(length);
    expect(browser.source!.isClosed).toBe(true);
    await until(() => taken.length === length);
    expect(browser.requests).toEqual([
      { url: '/api/runs/run/events?after=2&packed=1', accept: 'application/octet-stream' },
    ]);
    expect([taken, last()]).toEqual([all, { type: 'complete' }]);
    expect([...browser.locks]).toEqual([]);
  });

  it('comes without a stream where the page was made when it was over', async () => {
    const { browser, taken, follower, last } = await page({ answer: () => packed(1), endsAt: length });
    // Its summary, which comes later, says the same.
    follower.fetchRest(length);
    await until(() => taken.length === length);
    expect([browser.requests.map(({ url }) => url), browser.sources]).toEqual([
      ['/api/runs/run/events?after=0&packed=1'],
      [],
    ]);
    await until(() => last()?.type === 'complete');
    expect(taken).toEqual(all);
  });

  it('is shown up to what cannot be read', async () => {
    const piece = deflateRawSync(`[${json(1, 2).slice(1, -1)},{"seq":3}]`);
    const size = new DataView(new ArrayBuffer(4));
    size.setUint32(0, piece.byteLength);
    const parts = [new Uint8Array(size.buffer), new Uint8Array(piece)];
    const { taken, last, browser } = await page({ answer: () => new Response(new Blob(parts)), endsAt: length });
    await until(() => last()?.type === 'broken');
    expect([taken, last(), browser.requests.length]).toMatchObject([
      [1, 2],
      { type: 'broken', isMissing: false, message: expect.stringMatching(/“2\.at”/) as string },
      1,
    ]);
  });

  it('that breaks off on its way is gone on with as a stream', async () => {
    const { browser, follower, taken, last } = await page({
      answer: ({ url }) => (url.includes('packed') ? packed(1, -10) : healthy()),
    });
    browser.source!.open();
    follower.fetchRest(length);
    await until(() => last()?.type === 'retrying');
    expect(last()).toMatchObject({ type: 'retrying', message: 'The log broke off on its way.' });
    expect(taken.length).toBeGreaterThan(1_000);
    await pass(300);
    expect(browser.source!.url).toBe(`/api/runs/run/events?after=${taken.length}`);
  });

  it.each([
    ['is short', 1_000],
    ['is here', 2],
  ])('stays with the stream where its rest %s', async (_, lastSeq) => {
    const { browser, follower } = await page();
    browser.source!.open();
    browser.source!.say(json(1, 2));
    follower.fetchRest(lastSeq);
    expect([browser.source!.isClosed, browser.requests]).toEqual([false, []]);
  });
});

it('without locks, as over plain HTTP, every tab has a stream', async () => {
  const browser = new ScriptedBrowser({ hasLocks: false });
  for (let tab = 0; tab < 5; tab++) await page({ browser });
  expect([browser.sources.length, browser.requests]).toEqual([5, []]);
});

describe('a page that is left', () => {
  it('closes its stream, gives its place to another tab and hears nothing more', async () => {
    const { browser, follower, taken, told } = await page();
    const source = browser.source!;
    source.open();
    follower.stop();
    told.length = 0;
    expect(source.isClosed).toBe(true);
    source.onerror!();
    browser.hide();
    browser.show();
    follower.reopen();
    await pass(60_000);
    expect([taken, told, browser.sources.length, browser.requests]).toEqual([[], [], 1, []]);
    expect([...browser.locks]).toEqual([]);
  });

  it('while it waits for its place opens nothing and gives the place back', async () => {
    const browser = new ScriptedBrowser();
    const follower = new RunFollower({ runId: 'run', onEntries: () => {}, onConnection: () => {} });
    follower.start();
    follower.stop();
    await settle();
    expect([browser.sources, [...browser.locks]]).toEqual([[], []]);
  });

  it('while it waits to try again tries no more', async () => {
    const { browser, follower } = await page();
    browser.source!.cut();
    follower.stop();
    await settle();
    expect(vi.getTimerCount()).toBe(0);
    await pass(60_000);
    expect([browser.requests, browser.sources.length]).toEqual([[], 1]);
  });
});
