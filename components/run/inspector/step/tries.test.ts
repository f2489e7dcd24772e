import { describe, expect, it } from 'vitest';
import type { TreeNode } from '@/lib/tree';
import { triesOf } from './tries';

/** Only what is looked at. */
function node(id: string, text: string, score: number | undefined, more: object = {}): TreeNode {
  const source = { text, finish: 'step', duplicateOf: undefined, ...more };
  return { id, score, source } as unknown as TreeNode;
}

const first = node('0.0', 'same\n\n', 0.4, { duplicateOf: undefined });
const second = node('0.1', 'same \n\n', 0.4, { duplicateOf: '0.0' });
const best = node('0.2', 'other\n\n', 0.9);
const open = node('0.3', 'same\n\n', undefined, { finish: undefined });

describe('tries that say the same', () => {
  it('are one, spoken for by the one that lives; best first, what is still written alone and last', () => {
    const tries = triesOf([second, first, best, open], best);
    expect(tries.map((each) => [each.node.id, each.nodes.length])).toEqual([
      ['0.2', 1],
      ['0.0', 2],
      ['0.3', 1],
    ]);
  });

  it('are spoken for by the chosen step where it is among them', () => {
    expect(triesOf([first, second], second).map((each) => each.node.id)).toEqual(['0.1']);
  });

  it('are told apart where they ended differently', () => {
    expect(triesOf([first, node('0.4', 'same', 0.4, { finish: 'length' })], first)).toHaveLength(2);
  });
});
