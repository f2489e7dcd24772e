/** Who may send how much to a server, and how that follows what the server says of itself. */
import { describe, expect, it } from 'vitest';
import { createManualClock } from '@/lib/base';
import { createGovernor, nextLimit } from './governor';
import { createLimiter } from './limiter';
import { readLoad } from './load';
import type { ServerLoad } from './load';
import { createPolicy } from '../index';
import { collect, policyAt, proposeRequest, scripted, testContext, verifierAt } from '../testing/setup';
import { chunk } from '../testing/vllm-replies';

describe('the limiter', () => {
  const signal = new AbortController().signal;
  const order = async (
    limiter: ReturnType<typeof createLimiter>,
    admissions: readonly (readonly [string, 'interactive' | 'experiment', 'policy' | 'verifier', number])[],
  ) => {
    const admitted: string[] = [];
    const { release: first } = await limiter.acquire({ sequences: 4, priority: 'experiment', role: 'policy' }, signal);
    const waiting = admissions.map(async ([name, priority, role, sequences]) => {
      const { release } = await limiter.acquire({ sequences, priority, role }, signal);
      admitted.push(name);
      release();
    });
    first();
    await Promise.all(waiting);
    return admitted;
  };

  it('interactive runs go before experiments, scores before proposals, then first come, first served', async () => {
    expect(
      await order(createLimiter(4), [
        ['experiment', 'experiment', 'policy', 4],
        ['proposal 1', 'interactive', 'policy', 4],
        ['proposal 2', 'interactive', 'policy', 4],
        ['score', 'interactive', 'verifier', 4],
      ]),
    ).toEqual(['score', 'proposal 1', 'proposal 2', 'experiment']);
  });

  it('experiments leave an eighth of the room to interactive runs', async () => {
    const limiter = createLimiter(16);
    const of = (priority: 'interactive' | 'experiment') =>
      limiter.acquire({ sequences: 14, priority, role: 'policy' }, signal);
    await of('experiment');
    let isAdmitted = false;
    void limiter.acquire({ sequences: 1, priority: 'experiment', role: 'policy' }, signal).then(() => {
      isAdmitted = true;
    });
    await limiter.acquire({ sequences: 2, priority: 'interactive', role: 'policy' }, signal);
    expect([limiter.inFlight, limiter.waiting, isAdmitted]).toEqual([16, 1, false]);
  });

  it('a higher limit lets in who waits; a lower one keeps what is in flight', async () => {
    const limiter = createLimiter(2);
    await limiter.acquire({ sequences: 2, priority: 'interactive', role: 'policy' }, signal);
    const waiting = limiter.acquire({ sequences: 2, priority: 'interactive', role: 'policy' }, signal);
    limiter.setLimit(4);
    await waiting;
    limiter.setLimit(1);
    expect([limiter.inFlight, limiter.limit]).toEqual([4, 1]);
  });

  it('has room for so much that as much again as the limit waits, over all addresses of a server', async () => {
    const { context } = testContext();
    const urls = ['http://127.0.0.1:8', 'http://127.0.0.1:9'];
    const backend = policyAt(urls, { maxConcurrency: 8 });
    expect(context.limiters.room(backend)).toBe(32);
    const limiter = context.limiters.of({ ...backend, url: urls[1]! });
    for (const sequences of [6, 6, 9])
      void limiter.acquire({ sequences, priority: 'experiment', role: 'policy' }, signal);
    expect([limiter.inFlight, limiter.waiting, context.limiters.room(backend)]).toEqual([6, 15, 11]);
  });

  it('has room beside a verifier for much more: what it is asked is over within a token', () => {
    const { context } = testContext();
    expect(context.limiters.room(verifierAt('http://127.0.0.1:8', 'rlhflow-prm', { maxConcurrency: 8 }))).toBe(72);
  });

  it('takes back the room of some sequences of a request, and of each once', async () => {
    const limiter = createLimiter(4);
    const { release } = await limiter.acquire({ sequences: 4, priority: 'interactive', role: 'policy' }, signal);
    const next = limiter.acquire({ sequences: 2, priority: 'interactive', role: 'policy' }, signal);
    release(1);
    expect([limiter.inFlight, limiter.waiting, limiter.watched]).toEqual([3, 2, 5]);
    release(1);
    await next;
    expect([limiter.inFlight, limiter.waiting]).toEqual([4, 0]);
    release();
    release(1);
    expect([limiter.inFlight, limiter.watched]).toEqual([2, 2]);
  });

  it('a continuation that has ended holds no room, whatever the others of its request still write', async () => {
    const server = await scripted({
      'POST /v1/completions': (reply) =>
        reply.stream(
          chunk({ index: 0, text: 'a', token_ids: [1] }),
          chunk({ index: 1, text: 'b', token_ids: [1], finish_reason: 'length' }),
        ),
    });
    const { context } = testContext();
    const backend = policyAt(server.url);
    const leave = new AbortController();
    const request = proposeRequest({ text: 'p', tokenIds: [1] }, { count: 3 });
    const writing = collect(createPolicy(backend, context, 'experiment').propose(request, leave.signal));
    await expect.poll(() => context.limiters.of(backend).inFlight).toBe(2);
    leave.abort();
    await writing;
    expect(context.limiters.of(backend).inFlight).toBe(0);
  });

  it('more than the limit runs alone, and an abort leaves the queue', async () => {
    const limiter = createLimiter(2);
    const { release } = await limiter.acquire({ sequences: 9, priority: 'interactive', role: 'policy' }, signal);
    expect(limiter.inFlight).toBe(9);
    const gone = new AbortController();
    const waiting = limiter.acquire({ sequences: 1, priority: 'interactive', role: 'policy' }, gone.signal);
    gone.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    release();
    release();
    expect(limiter.inFlight).toBe(0);
  });
});

describe('the load', () => {
  it('counts over engines, but the fullest cache; other models are not ours', () => {
    const text = [
      'vllm:num_requests_running{engine="0",model_name="m"} 3.0',
      'vllm:num_requests_running{engine="1",model_name="m"} 4.0',
      'vllm:num_requests_running{engine="0",model_name="x"} 9.0',
      'vllm:kv_cache_usage_perc{engine="0",model_name="m"} 0.25',
      'vllm:kv_cache_usage_perc{engine="1",model_name="m"} 0.75',
      'vllm:num_requests_waiting_by_reason{engine="0",model_name="m",reason="capacity"} 1.0',
      'vllm:num_requests_waiting_by_reason{engine="0",model_name="m",reason="deferred"} 2.0',
      'vllm:num_preemptions_total{engine="0",model_name="m"} 5.0',
    ].join('\n');
    expect(readLoad(text, 'm')).toEqual({ running: 7, waiting: 3, cacheUse: 0.75, preemptions: 5 });
    expect(readLoad(text, undefined).running).toBe(16);
    expect(readLoad('<html>', 'm')).toEqual({});
  });
});

describe('the governor', () => {
  const look = {
    load: { running: 10, waiting: 0, cacheUse: 0.5 },
    preempted: 0,
    hadQueue: false,
    wasFull: false,
    isWanted: true,
    waitMs: Infinity,
    isOver: false,
  };
  it.each<readonly [string, Partial<typeof look>, number]>([
    ['room, and somebody waits on our side', {}, 128],
    ['the same, where the end of the room was met before', { wasFull: true }, 72],
    ['room that nobody wants', { isWanted: false }, 64],
    ['a queue on the server', { load: { ...look.load, waiting: 4 } }, 64],
    ['a long queue, seen once', { load: { ...look.load, waiting: 40 } }, 64],
    ['a long queue, seen twice', { load: { ...look.load, waiting: 40 }, hadQueue: true }, 56],
    [
      'the same, where what was asked before the limit was lowered is still there',
      { load: { ...look.load, waiting: 40 }, hadQueue: true, isOver: true },
      64,
    ],
    ['the same, which is over soon', { load: { ...look.load, waiting: 40 }, hadQueue: true, waitMs: 200 }, 64],
    ['a queue that is of use, seen twice', { load: { ...look.load, running: 60, waiting: 15 }, hadQueue: true }, 64],
    ['a filled cache', { load: { ...look.load, cacheUse: 0.85 } }, 64],
    ['a full cache', { load: { ...look.load, cacheUse: 0.95 } }, 48],
    ['sequences set back', { preempted: 2 }, 48],
  ])('%s', (_, found, limit) => {
    expect(nextLimit(64, 512, { ...look, ...found })).toBe(limit);
  });

  it('stays between its floor and its ceiling', () => {
    expect(nextLimit(500, 512, look)).toBe(512);
    expect(nextLimit(9, 512, { ...look, preempted: 1 })).toBe(8);
    expect(nextLimit(3, 4, { ...look, preempted: 1 })).toBe(4);
  });

  /** A limiter under governance, with a time that stands still; `next` passes two seconds. */
  async function governed(looks: readonly (ServerLoad | undefined | Error)[]) {
    const clock = createManualClock();
    const stop = new AbortController();
    let asked = 0;
    const look_ = async () => {
      const found = looks[Math.min(asked++, looks.length - 1)];
      if (found instanceof Error) throw found;
      return found;
    };
    const limiter = createLimiter(
      64,
      createGovernor(() => limiter, { ceiling: 512, clock, signal: stop.signal, look: look_ }),
    );
    const settle = () =>
      new Promise((resolve) => {
        setImmediate(resolve);
      });
    const next = async () => {
      await settle();
      clock.advance(2_000);
      await settle();
      return limiter.limit;
    };
    const { release } = await limiter.acquire({ sequences: 64, priority: 'interactive', role: 'policy' }, stop.signal);
    return { clock, stop, limiter, next, release, asked: () => asked, settle };
  }

  it('looks only while something is in flight', async () => {
    const { next, release, asked, clock, settle } = await governed([{ running: 64 }]);
    await next();
    release();
    await next();
    expect(asked()).toBe(2);
    await settle();
    expect(clock.pending()).toEqual([]);
  });

  it('gives way when sequences are set back, and grows again when they no longer are', async () => {
    const { limiter, next, stop } = await governed([{ preemptions: 7 }, { preemptions: 9 }, { preemptions: 9 }]);
    void limiter
      .acquire({ sequences: 500, priority: 'interactive', role: 'policy' }, stop.signal)
      .catch(() => undefined);
    expect([await next(), await next(), await next(), await next()]).toEqual([128, 96, 108, 121]);
    stop.abort();
  });

  it('looks again at once when what is in flight comes near the limit', async () => {
    const { clock, stop, limiter, release, settle, asked } = await governed([{ running: 8 }]);
    release(56);
    await settle();
    for (let passed = 0; passed < 500; passed += 100) {
      clock.advance(100);
      await settle();
    }
    expect(asked()).toBe(0);
    void limiter.acquire({ sequences: 32, priority: 'interactive', role: 'policy' }, stop.signal);
    clock.advance(100);
    await settle();
    expect(asked()).toBe(1);
    stop.abort();
  });

  it('takes what has just come for no queue', async () => {
    const looks = [
      { running: 16, waiting: 8 },
      { running: 40, waiting: 8 },
      { running: 64 },
      { running: 128, waiting: 8 },
      { running: 128, waiting: 8 },
      { running: 128 },
    ];
    const { next, limiter, stop } = await governed(looks);
    void limiter
      .acquire({ sequences: 500, priority: 'interactive', role: 'policy' }, stop.signal)
      .catch(() => undefined);
    const limits: number[] = [];
    for (const _ of looks) limits.push(await next());
    // Twofold as long as its room is not known, by an eighth when it is.
    expect(limits).toEqual([64, 64, 128, 128, 128, 144]);
    stop.abort();
  });

  it('gives way to a queue, but not where what is asked in bursts is answered at once', async () => {
    const limitAfter = async (rounds: number) => {
      const { next, limiter, release, stop } = await governed([{ running: 16, waiting: 48 }]);
      const scores = { sequences: 60, priority: 'interactive', role: 'verifier' } as const;
      let last = release;
      for (let look = 0; look < 4; look++) {
        for (let round = 0; round < rounds; round++) {
          last();
          ({ release: last } = await limiter.acquire(scores, stop.signal));
        }
        await next();
      }
      stop.abort();
      return limiter.limit;
    };
    expect(await limitAfter(1)).toBeLessThan(64);
    expect(await limitAfter(20)).toBe(64);
  });

  it('keeps its limit where the server has no metrics, and asks no more', async () => {
    const { next, asked } = await governed([undefined]);
    expect([await next(), await next(), asked()]).toEqual([64, 64, 1]);
  });

  it('a look that fails changes nothing', async () => {
    const { next, asked } = await governed([new Error('gone'), { preemptions: 1 }, { preemptions: 3 }]);
    expect([await next(), await next(), await next(), asked()]).toEqual([64, 64, 48, 3]);
  });

  it('reads the metrics of the server that a policy writes on', async () => {
    const server = await scripted({
      'POST /v1/completions': (reply) => reply.stream(chunk({ text: 'a', token_ids: [1] })),
      'GET /metrics': (reply) => reply.text('vllm:kv_cache_usage_perc{engine="0",model_name="tiny"} 0.97\n'),
    });
    const { context, clock } = testContext();
    const backend = policyAt(server.url);
    const leave = new AbortController();
    const writing = collect(
      createPolicy(backend, context, 'interactive').propose(proposeRequest({ text: 'p', tokenIds: [1] }), leave.signal),
    );
    await expect.poll(() => server.received.length).toBe(1);
    clock.advance(2_000);
    await expect.poll(() => context.limiters.of(backend).limit).toBe(192);
    leave.abort();
    await writing;
  });
});
