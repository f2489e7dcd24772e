'use client';

import type { RefObject } from 'react';
import { presenterWords, runWords } from '@/lib/words';
import { useKeys } from '@/components/ui/keys-overlay';
import { useSay } from '@/components/ui/use-language';
import type { Playback } from './use-playback';
import type { PanelName } from './view-form';

/** What keys tell the search itself; undefined where it cannot be told now. */
export interface SearchKeys {
  readonly togglePause: (() => void) | undefined;
  readonly stepOnce: (() => void) | undefined;
}

interface RunKeysOptions {
  readonly playback: Playback;
  /** Undefined where digits stand for something else. */
  readonly onPanelSelect: ((panel: PanelName) => void) | undefined;
  /** What has the focus while the position is moved by keys. */
  readonly slider: RefObject<HTMLElement | null>;
  /** Undefined for a recorded run, which has no search to tell. */
  readonly search: SearchKeys | undefined;
  readonly onPredict: () => void;
  readonly onPresent: () => void;
}

/** The keys of a run's page, but for those of its tree. */
export function useRunKeys({ playback, onPanelSelect, slider, search, onPredict, onPresent }: RunKeysOptions): void {
  const say = useSay();
  const { seek, step, togglePlay, end } = playback;
  const previous = () => step('previous-node');
  const next = () => step('next-node');
  const previousRound = () => step('previous-round');
  const nextRound = () => step('next-round');
  useKeys({
    title: say(runWords.keyRun),
    lines: [
      { does: say(runWords.keyPlay), keys: { ' ': togglePlay } },
      { does: say(runWords.keyRound), keys: { ',': previousRound, '.': nextRound } },
      { does: say(runWords.keyChange), keys: { '<': previous, '>': next } },
      {
        does: say(runWords.keySame),
        keys: { ArrowLeft: previous, ArrowRight: next, ArrowDown: previous, ArrowUp: next },
        within: slider,
      },
      { does: say(runWords.keyRoundToo), keys: { PageDown: previousRound, PageUp: nextRound }, within: slider },
      {
        does: say(runWords.keyEnds),
        keys: { Home: () => step('start'), End: () => step('end') },
        within: slider,
      },
      { does: say(runWords.keyGuess), keys: { g: onPredict } },
      { does: say(presenterWords.present), keys: { b: onPresent } },
      { does: say(runWords.toLiveEnd), keys: { l: () => seek(end) } },
      ...(onPanelSelect === undefined
        ? []
        : [
            {
              does: say(runWords.keyPanels),
              keys: {
                1: () => onPanelSelect('step'),
                2: () => onPanelSelect('answers'),
                3: () => onPanelSelect('run'),
              },
            },
          ]),
      ...(search === undefined
        ? []
        : [
            { does: say(runWords.keyPause), keys: { p: search.togglePause } },
            { does: say(runWords.keyOnce), keys: { n: search.stepOnce } },
          ]),
    ],
  });
}
