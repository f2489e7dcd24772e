/** What can be guessed before it is decided, and how a guess is told from what the verifier decided and from the truth. */
import { describe, expect, it } from 'vitest';
import { assertDefined } from '@/lib/base';
import type { StrategyName } from '@/lib/search';
import { runToy, toySpec } from '@/lib/search/testing/run-search';
import { pickedByHands, predictionAfter, Replay, tallyOf, type Prediction } from '.';

async function replayOf(strategy: StrategyName, n: number): Promise<Replay> {
  const { events } = await runToy(toySpec(strategy, { n, beamWidth: 2 }));
  const replay = new Replay();
  replay.append(events.map((event, i) => ({ seq: i + 1, at: i, event })));
  return replay;
}

function all(replay: Replay): readonly Prediction[] {
  const found: Prediction[] = [];
  for (let at = predictionAfter(replay, 0); at !== undefined; at = predictionAfter(replay, at.decided)) found.push(at);
  return found;
}

describe('what can be guessed', () => {
  it('are the cuts of a search and its vote, each before it is decided', async () => {
    const replay = await replayOf('beam-search', 6);
    const found = all(replay);
    expect(found.length).toBeGreaterThan(1);
    for (const { kind, before, decided, options } of found) {
      expect(before).toBeLessThan(decided);
      expect(options.length).toBeLessThanOrEqual(9);
      const [here, after] = [replay.stateAt(before), replay.stateAt(decided)];
      for (const { node, isChosen } of options) {
        expect(here.nodes.get(node)?.finish).toBeDefined();
        if (kind === 'vote') continue;
        expect(here.nodes.get(node)?.decision).toBeUndefined();
        expect(after.nodes.get(node)?.decision?.fate !== 'cut').toBe(isChosen);
      }
      // Something is to be told apart.
      expect(new Set(options.map(({ isChosen }) => isChosen)).size).toBe(2);
      expect(Object.keys(here.selected)).toEqual([]);
    }
  });

  it('is the vote alone where nothing is cut, and nothing in a single solution', async () => {
    expect(all(await replayOf('majority', 8)).map(({ kind }) => kind)).toEqual(['vote']);
    expect(all(await replayOf('greedy', 1))).toEqual([]);
  });
});

describe('a guess', () => {
  const option = (isChosen: boolean, isRight: boolean | undefined) => ({ node: '0.0', text: '', isChosen, isRight });
  const cut: Prediction = {
    kind: 'cut',
    before: 1,
    decided: 2,
    options: [option(true, true), option(true, false), option(false, undefined), option(false, undefined)],
  };
  const vote: Prediction = { ...cut, kind: 'vote', options: [option(true, false), option(false, true)] };

  it.each([
    [cut, [0, 1], { right: 4, of: 4 }, { right: 1, of: 2 }],
    [cut, [0, 2], { right: 2, of: 4 }, { right: 2, of: 2 }],
    [vote, [0], { right: 1, of: 1 }, { right: 0, of: 1 }],
    [vote, [1], { right: 0, of: 1 }, { right: 1, of: 1 }],
    [vote, [], { right: 0, of: 1 }, { right: 0, of: 1 }],
  ])('is compared with the verifier and with the truth: %#', (prediction, picked, verifier, truth) => {
    expect(tallyOf(prediction, new Set(picked))).toEqual({ verifier, truth });
  });

  it('knows no truth where no solution came of what was guessed, nor without a reference', () => {
    const unknown = { ...cut, options: cut.options.map((each) => ({ ...each, isRight: undefined })) };
    expect(tallyOf(unknown, new Set([0])).truth).toBeUndefined();
  });

  it('of a room is what most hands are for, as many as live on', () => {
    expect([...pickedByHands(cut, [3, 0, 7, 3])]).toEqual([2, 0]);
    expect([...pickedByHands(vote, [4, 5])]).toEqual([1]);
    expect([...pickedByHands(vote, [])]).toEqual([]);
    expect([...pickedByHands(assertDefined(cut, 'made above'), [0, 0, 0, 1])]).toEqual([3]);
  });
});
