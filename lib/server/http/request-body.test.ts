/** What an address says, to the letter: who deletes by it says what, and once. */
import { describe, expect, it } from 'vitest';
import { olderRunsQuerySchema } from '@/lib/runs/wire';
import { readQuery } from './request-body';

const asked = (query: string) => readQuery(new Request(`http://127.0.0.1/api/runs?${query}`), olderRunsQuerySchema);

describe('how old runs are that are to be deleted', () => {
  it.each(['', 'days=', 'days=%20', 'days=+', 'days=%0a', 'days=0x0', 'days=-0', 'days=1e1', 'days=30&days=0'])(
    'is not said by “%s”',
    (query) => expect(() => asked(query)).toThrow(expect.objectContaining({ code: 'bad-request' })),
  );

  it('is said in digits', () => expect([asked('days=0'), asked('days=30')]).toEqual([{ days: 0 }, { days: 30 }]));

  it('is not said twice, with one and the same number neither', () => {
    expect(() => asked('days=7&days=7')).toThrow('The address: days: is given twice.');
    expect(() => asked('days=7&days=')).toThrow('The address: days: is given twice.');
  });
});
