'use client';

import { useMemo, useState } from 'react';
import {
  pickedByHands,
  predictionAfter,
  tallyOf,
  type Prediction,
  type Replay,
  type Tally,
  type TreeView,
  NodesById,
} from '@/lib/tree';
import type { Playback } from '../playback/use-playback';

/** What was guessed right so far, on this page. */
export interface Score {
  readonly verifier: Tally;
  readonly truth: Tally;
  /** How often the search itself was right, where that is known. */
  readonly search: Tally;
}

const none: Tally = { right: 0, of: 0 };

interface Guess {
  readonly prediction: Prediction;
  /** Places of the options that were picked by key or pointer. */
  readonly picked: ReadonlySet<number>;
  /** By place; none: nobody's hands were counted. */
  readonly hands: readonly number[];
  readonly isTold: boolean;
}

/** Guesses at the decisions of one run, asked one after the other from wherever its cursor is. Nothing of them outlives the page. */
export function usePredict(replay: Replay, playback: Playback) {
  const [guess, setGuess] = useState<Guess | 'none' | undefined>();
  const [score, setScore] = useState<Score>({ verifier: none, truth: none, search: none });
  const open = guess === 'none' ? undefined : guess;
  // A decision may be too far ahead to look for it at every frame of a playback.
  const ask = () => {
    // At the end of a log all is decided: its first decision is the next one.
    const prediction = predictionAfter(replay, playback.isAtEnd ? 0 : playback.cursor);
    if (prediction === undefined) return setGuess('none');
    playback.seek(prediction.before);
    return setGuess({ prediction, picked: new Set(), hands: [], isTold: false });
  };
  const hasHands = open?.hands.some((count) => count > 0) ?? false;
  const picked = useMemo(
    () =>
      open === undefined ? new Set<number>() : hasHands ? pickedByHands(open.prediction, open.hands) : open.picked,
    [open, hasHands],
  );
  return {
    isOpen: guess !== undefined,
    guess: open,
    /** Places that count as the guess: the hands', where there are any. */
    picked,
    hasHands,
    score,
    /** Steps that are asked about, while they are not told. */
    asked: useMemo(
      () => (open === undefined || open.isTold ? undefined : open.prediction.options.map(({ node }) => node)),
      [open],
    ),
    ask,
    close: () => setGuess(undefined),
    pick: (place: number) => {
      if (open === undefined || open.isTold || place >= open.prediction.options.length) return;
      const next = open.prediction.kind === 'vote' ? new Set<number>() : new Set(open.picked);
      if (open.picked.has(place)) next.delete(place);
      else next.add(place);
      setGuess({ ...open, picked: next });
    },
    count: (place: number, hands: number) => {
      if (open === undefined || open.isTold) return;
      setGuess({ ...open, hands: open.prediction.options.map((_, i) => (i === place ? hands : (open.hands[i] ?? 0))) });
    },
    tell: () => {
      if (open === undefined || open.isTold) return;
      const { prediction } = open;
      const own = tallyOf(prediction, picked);
      const search = tallyOf(
        prediction,
        new Set(prediction.options.flatMap(({ isChosen }, i) => (isChosen ? [i] : []))),
      );
      setScore({
        verifier: sum(score.verifier, own.verifier),
        truth: sum(score.truth, own.truth),
        search: sum(score.search, search.truth),
      });
      setGuess({ ...open, isTold: true });
      playback.seek(prediction.decided);
    },
  };
}

export type Predict = ReturnType<typeof usePredict>;

function sum(one: Tally, other: Tally | undefined): Tally {
  return { right: one.right + (other?.right ?? 0), of: one.of + (other?.of ?? 0) };
}

/** The view without what is known of right and wrong, for as long as it is to be guessed. */
export function withoutVerdicts(view: TreeView): TreeView {
  const order = view.order.map((node) => (node?.verdict === undefined ? node : { ...node, verdict: undefined }));
  return { ...view, order, nodes: new NodesById(view.layout, order) };
}
