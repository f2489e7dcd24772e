'use client';

import { useRef } from 'react';
import type { Measure } from '@/lib/race';
import { Icon } from '@/components/ui/icon';
import { useKeys } from '@/components/ui/keys-overlay';
import { SpeedSelect } from '../playback/speed-select';
import { ReplayButton } from '../playback/replay-button';
import type { Race } from './race-model';
import { amountWords, measureWords } from './race-words';
import type { RaceClock } from './use-race-clock';

interface RaceScrubberProps {
  readonly race: Race;
  readonly clock: RaceClock;
  readonly onByChange: (by: Measure) => void;
}

/** The one clock of all lanes: where it stands, what it counts, playing; its right-hand end is live while a lane is. */
export function RaceScrubber({ race, clock, onByChange }: RaceScrubberProps) {
  const { by, at, total, isAtEnd, isGoingOn, known } = race;
  const { seek, step } = clock;
  const slider = useRef<HTMLInputElement>(null);
  const back = () => step(-1);
  const on = () => step(1);
  useKeys({
    title: 'Race',
    lines: [
      { does: 'Play or pause the replay', keys: { ' ': clock.togglePlay } },
      { does: 'Previous, next change of an answer', keys: { ',': back, '.': on } },
      {
        does: 'The same (the clock must have the focus)',
        keys: { ArrowLeft: back, ArrowRight: on, ArrowDown: back, ArrowUp: on },
        within: slider,
      },
      { does: 'To the live end', keys: { l: () => seek(undefined) } },
      { does: 'Count otherwise', keys: { c: () => onByChange(known[(known.indexOf(by) + 1) % known.length] ?? by) } },
    ],
  });
  return (
    <section
      aria-label="Replay"
      data-testid="scrubber"
      className="sticky bottom-0 z-20 flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-t border-line bg-panel px-3 py-1.5 sm:flex-nowrap sm:px-4"
    >
      <div className="flex items-center" role="group" aria-label="Replay controls">
        <ReplayButton icon="to-start" label="To the start" onClick={() => seek(0)} isDisabled={at === 0} />
        <ReplayButton
          icon="step-back"
          label="Back to the previous change of an answer"
          hint=","
          onClick={back}
          isDisabled={at === 0}
        />
        <ReplayButton
          icon={clock.isPlaying ? 'pause' : 'play'}
          label={clock.isPlaying ? 'Pause the replay' : 'Play'}
          hint="Space"
          onClick={clock.togglePlay}
          isDisabled={total === 0 || (isAtEnd && isGoingOn && !clock.isPlaying)}
        />
        <ReplayButton
          icon="step-forward"
          label="On to the next change of an answer"
          hint="."
          onClick={on}
          isDisabled={isAtEnd}
        />
        <SpeedSelect speed={clock.speed} onChange={clock.setSpeed} />
      </div>
      <div className="relative order-last h-9 w-full min-w-0 flex-1 basis-full sm:order-none sm:basis-auto">
        <div aria-hidden="true" className="pointer-events-none absolute inset-x-2 inset-y-0">
          <div className="absolute inset-x-0 top-1/2 h-1 -translate-y-1/2 rounded-full bg-line" />
          <div
            className="absolute top-1/2 left-0 h-1 w-full origin-left rounded-full bg-mute"
            style={{ transform: `translateY(-50%) scaleX(${total === 0 ? 0 : at / total})` }}
          />
        </div>
        <input
          ref={slider}
          type="range"
          aria-label="Position in the race"
          aria-valuetext={`${amountWords(at, by)} of ${amountWords(total, by)}${isAtEnd && isGoingOn ? ', live' : ''}`}
          data-testid="cursor"
          min={0}
          max={total === 0 ? 1 : total}
          step="any"
          value={at}
          onChange={(event) => seek(Number(event.target.value))}
          className="scrubber absolute inset-0 h-full w-full"
        />
      </div>
      <p className="ml-auto text-right text-xs leading-tight whitespace-nowrap text-mute sm:ml-0">
        <span className="text-ink">{amountWords(at, by)}</span>
        <span className="block">of {amountWords(total, by)}</span>
      </p>
      <select
        className="field min-h-0 w-auto py-1 text-sm"
        aria-label="What the clock counts"
        value={by}
        onChange={(event) => onByChange(known.find((each) => each === event.target.value) ?? by)}
      >
        {known.map((measure) => (
          <option key={measure} value={measure}>
            {measureWords[measure].title}
          </option>
        ))}
      </select>
      {isAtEnd ? (
        <span
          data-testid="end-pill"
          className={`inline-flex min-w-20 items-center justify-center gap-2 rounded-full border px-3 py-1 text-sm font-medium ${isGoingOn ? 'border-ink text-ink' : 'border-line text-mute'}`}
        >
          {isGoingOn ? <span aria-hidden="true" className="size-2 rounded-full bg-ink breathing" /> : null}
          {race.isOpening ? 'Opening' : isGoingOn ? 'Live' : 'Over'}
        </span>
      ) : (
        <button
          type="button"
          data-testid="end-pill"
          className="button min-h-0 min-w-20 rounded-full py-1"
          title={`${isGoingOn ? 'To the live end' : 'To the end'} ( L )`}
          onClick={() => seek(undefined)}
        >
          {isGoingOn ? 'To live' : 'To the end'} <Icon name="arrow" size={14} />
        </button>
      )}
    </section>
  );
}
