import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createChannel, createTurns, followAbort } from './index';

async function readAll<T>(channel: AsyncIterable<readonly T[]>): Promise<T[]> {
  const read: T[] = [];
  for await (const values of channel) read.push(...values);
  return read;
}

describe('a channel', () => {
  it('gives every value once and in order, however pushes and reads interleave', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(fc.integer(), { maxLength: 4 }), { maxLength: 8 }), async (bursts) => {
        const channel = createChannel<number>();
        const reading = readAll(channel);
        for (const burst of bursts) {
          for (const value of burst) channel.push(value);
          await Promise.resolve();
        }
        channel.close();
        channel.push(-1);
        expect(await reading).toEqual(bursts.flat());
      }),
      { seed: 7 },
    );
  });

  it('hands over what was pushed before it failed, then the error', async () => {
    const channel = createChannel<number>();
    channel.push(1);
    channel.fail(new Error('broken'));
    channel.close();
    const read: number[] = [];
    await expect(
      (async () => {
        for await (const values of channel) read.push(...values);
      })(),
    ).rejects.toThrow('broken');
    expect(read).toEqual([1]);
  });
});

describe('followAbort', () => {
  it('follows its parent with the reason, at once when that is aborted already', () => {
    const parent = new AbortController();
    const first = followAbort(parent.signal);
    parent.abort('enough');
    expect(first.controller.signal.reason).toBe('enough');
    expect(followAbort(parent.signal).controller.signal.reason).toBe('enough');
  });

  it('does not touch the parent, and follows no more once released', () => {
    const parent = new AbortController();
    const follower = followAbort(parent.signal);
    follower.release();
    parent.abort();
    expect(follower.controller.signal.aborted).toBe(false);
    const other = new AbortController();
    followAbort(other.signal).controller.abort();
    expect(other.signal.aborted).toBe(false);
  });

  it('gives up what is left of its work, the parent apart', () => {
    const parent = new AbortController();
    const follower = followAbort(parent.signal);
    follower.giveUp();
    expect(follower.controller.signal.reason).toMatchObject({ message: 'The work was given up.' });
    expect(parent.signal.aborted).toBe(false);
  });
});

describe('turns', () => {
  it('come in order and never overlap, and a failure reaches only whoever handed it in', async () => {
    const turns = createTurns();
    const seen: string[] = [];
    const work = (name: string) => async () => {
      seen.push(`${name} begins`);
      await Promise.resolve();
      seen.push(`${name} ends`);
      if (name === 'b') throw new Error(name);
      return name;
    };
    const results = await Promise.allSettled(['a', 'b', 'c'].map((name) => turns.take(work(name))));
    expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
    expect(results.map((result) => (result.status === 'fulfilled' ? result.value : 'failed'))).toEqual([
      'a',
      'failed',
      'c',
    ]);
  });

  it('are idle when all that was handed in is over, also when it failed', async () => {
    const turns = createTurns();
    let isOver = false;
    const failing = turns.take(async () => {
      await Promise.resolve();
      isOver = true;
      throw new Error('failed');
    });
    await turns.idle();
    expect(isOver).toBe(true);
    await expect(failing).rejects.toThrow('failed');
  });
});
