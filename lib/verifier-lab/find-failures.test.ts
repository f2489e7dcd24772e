/** Long and repeated text that is scored higher than what is right, on solutions whose faults are known. */
import { describe, expect, it } from 'vitest';
import { initialState, type NodeState } from '@/lib/search';
import { toySpec } from '../search/testing/run-search';
import { failuresOf, type FoundRun } from './find-failures';
import type { FailureKind } from './wire';

interface Wrote {
  readonly texts: readonly string[];
  readonly isRight: boolean;
  readonly tokens: number;
  readonly value: number | undefined;
}

/** The failures of one kind among solutions that wrote this. */
function found(kind: FailureKind, wrote: readonly Wrote[]) {
  const solutions = wrote.map(({ texts, ...solution }, i): FoundRun['solutions'][number] => {
    // Of a node, its name and its words are all that is looked at here.
    const path = texts.map((text, k) => ({ id: `0.${i}${'.0'.repeat(k)}`, text }) as NodeState);
    return { ...solution, node: path.at(-1)!.id, path, scores: texts.map(() => 0.5) };
  });
  const run: FoundRun = {
    runId: 'run',
    spec: toySpec('best-of-n'),
    solutions,
    selected: { votes: [] } as unknown as FoundRun['selected'],
    right: new Set(),
  };
  return failuresOf(initialState, run).filter((failure) => failure.kind === kind);
}

const right: Wrote = { texts: ['So it is 3.'], isRight: true, tokens: 40, value: 0.6 };
const wrong: Wrote = { texts: ['So it is 4.'], isRight: false, tokens: 40, value: 0.9 };

describe('text that is long and wrong', () => {
  it('is found where it is scored higher than the best right solution, and is half as long again', () => {
    expect(found('long', [right, { ...wrong, tokens: 60 }])).toMatchObject([
      { node: '0.1', score: 0.9, tokens: 60, bestRight: 0.6, rightTokens: 40 },
    ]);
  });

  it.each<[string, readonly Wrote[]]>([
    ['is not much longer', [right, { ...wrong, tokens: 59 }]],
    ['is scored lower', [right, { ...wrong, tokens: 200, value: 0.6 }]],
    ['has no score', [right, { ...wrong, tokens: 200, value: undefined }]],
    ['is right itself', [right, { ...right, tokens: 200, value: 0.9 }]],
    ['has nothing right to be compared with', [{ ...wrong, tokens: 200 }]],
  ])('is not where it %s', (_, wrote) => {
    expect(found('long', wrote)).toEqual([]);
  });

  it('comes with the most believed first', () => {
    const values = found('long', [
      right,
      { ...wrong, tokens: 90, value: 0.7 },
      { ...wrong, tokens: 70, value: 0.8 },
    ]).map((failure) => failure.kind === 'long' && failure.score);
    expect(values).toEqual([0.8, 0.7]);
  });
});

const again = ['## Step 1: Add two and three.\n', 'Then add one.\n', '## Step 3:  Add two  and three.\n'];

describe('text that says one thing again', () => {
  it('is found at the last time it is said, the number of the step and spacing aside', () => {
    expect(found('repeated', [right, { ...wrong, texts: again }])).toMatchObject([
      { node: '0.1.0.0', score: 0.9, times: 2, bestRight: 0.6 },
    ]);
  });

  it('is found without anything right where the verifier was more than half sure of it', () => {
    const [failure] = found('repeated', [{ ...wrong, texts: again, value: 0.51 }]);
    expect(failure).toMatchObject({ times: 2 });
    expect(failure).not.toHaveProperty('bestRight');
    expect(found('repeated', [{ ...wrong, texts: again, value: 0.5 }])).toEqual([]);
  });

  it.each<[string, Wrote]>([
    ['is scored lower than what is right', { ...wrong, texts: again, value: 0.5 }],
    ['says it once', { ...wrong, texts: again.slice(0, 2) }],
    ['repeats no more than a few letters', { ...wrong, texts: ['x = 3', 'x = 3', 'x = 3'] }],
    ['comes out right', { ...right, texts: again, value: 0.9 }],
  ])('is not where it %s', (_, wrote) => {
    expect(found('repeated', [right, wrote])).toEqual([]);
  });
});
