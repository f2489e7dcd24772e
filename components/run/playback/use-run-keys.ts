'use client';

import type { RefObject } from 'react';
import { useKeys } from '@/components/ui/keys-overlay';
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
  const { seek, step, togglePlay, end } = playback;
  const previous = () => step('previous-node');
  const next = () => step('next-node');
  const previousRound = () => step('previous-round');
  const nextRound = () => step('next-round');
  useKeys({
    title: 'Run',
    lines: [
      { does: 'Play or pause the replay', keys: { ' ': togglePlay } },
      { does: 'Previous, next round', keys: { ',': previousRound, '.': nextRound } },
      { does: 'Previous, next change of a step', keys: { '<': previous, '>': next } },
      {
        does: 'The same (the position must have the focus)',
        keys: { ArrowLeft: previous, ArrowRight: next, ArrowDown: previous, ArrowUp: next },
        within: slider,
      },
      { does: 'Previous, next round, likewise', keys: { PageDown: previousRound, PageUp: nextRound }, within: slider },
      {
        does: 'To the start, to the end, likewise',
        keys: { Home: () => step('start'), End: () => step('end') },
        within: slider,
      },
      { does: 'Guess the next decision before it is shown', keys: { g: onPredict } },
      { does: 'Present: large words, nothing else', keys: { b: onPresent } },
      { does: 'To the live end', keys: { l: () => seek(end) } },
      ...(onPanelSelect === undefined
        ? []
        : [
            {
              does: 'Step, answers, run',
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
            { does: 'Pause or resume the search itself', keys: { p: search.togglePause } },
            { does: 'Search one round further while paused', keys: { n: search.stepOnce } },
          ]),
    ],
  });
}
