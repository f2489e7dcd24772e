'use client';

import { useRef } from 'react';
import type { Measure } from '@/lib/race';
import { raceWords, runWords } from '@/lib/words';
import { Icon } from '@/components/ui/icon';
import { useKeys } from '@/components/ui/keys-overlay';
import { useSay } from '@/components/ui/use-language';
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
  const say = useSay();
  const { by, at, total, isAtEnd, isGoingOn, known } = race;
  const { seek, step } = clock;
  const slider = useRef<HTMLInputElement>(null);
  const back = () => step(-1);
  const on = () => step(1);
  useKeys({
    title: say(raceWords.race),
    lines: [
      { does: say(runWords.keyPlay), keys: { ' ': clock.togglePlay } },
      { does: say(raceWords.keyChange), keys: { ',': back, '.': on } },
      {
        does: say(raceWords.keySame),
        keys: { ArrowLeft: back, ArrowRight: on, ArrowDown: back, ArrowUp: on },
        within: slider,
      },
      { does: say(runWords.toLiveEnd), keys: { l: () => seek(undefined) } },
      {
        does: say(raceWords.keyCount),
        keys: { c: () => onByChange(known[(known.indexOf(by) + 1) % known.length] ?? by) },
      },
    ],
  });
  return (
    <section
      aria-label={say(runWords.replay)}
      data-testid="scrubber"
      className="sticky bottom-0 z-20 flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-t border-line bg-panel px-3 py-1.5 sm:flex-nowrap sm:px-4"
    >
      <div className="flex items-center" role="group" aria-label={say(runWords.replayControls)}>
        <ReplayButton icon="to-start" label={say(runWords.toStart)} onClick={() => seek(0)} isDisabled={at === 0} />
        <ReplayButton
          icon="step-back"
          label={say(raceWords.previousChange)}
          hint=","
          onClick={back}
          isDisabled={at === 0}
        />
        <ReplayButton
          icon={clock.isPlaying ? 'pause' : 'play'}
          label={say(clock.isPlaying ? runWords.pauseReplay : runWords.play)}
          hint={say(runWords.space)}
          onClick={clock.togglePlay}
          isDisabled={total === 0 || (isAtEnd && isGoingOn && !clock.isPlaying)}
        />
        <ReplayButton
          icon="step-forward"
          label={say(raceWords.nextChange)}
          hint="."
          onClick={on}
          isDisabled={isAtEnd}
        />
        <SpeedSelect speed={clock.speed} onChange={clock.setSpeed} />
      </div>
      <div className="relative order-1 h-9 min-w-0 flex-1 basis-3/5 sm:order-none sm:basis-auto">
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
          aria-label={say(raceWords.position)}
          aria-valuetext={
            race.isOpening
              ? say(raceWords.openingRuns)
              : `${say(raceWords.timeOf, { at: amountWords(at, by, say), total: amountWords(total, by, say) })}${isAtEnd && isGoingOn ? say(runWords.positionLive) : ''}`
          }
          data-testid="cursor"
          min={0}
          max={total === 0 ? 1 : total}
          step="any"
          value={at}
          onChange={(event) => seek(Number(event.target.value))}
          className="scrubber absolute inset-0 h-full w-full"
        />
      </div>
      {/* How long it took is not known while part of it is on its way. */}
      <p
        className={`ml-auto text-right text-xs leading-tight whitespace-nowrap text-mute sm:ml-0 ${race.isOpening ? 'invisible' : ''}`}
      >
        <span className="text-ink">{amountWords(at, by, say)}</span>
        <span className="block">{say(raceWords.ofTotal, { total: amountWords(total, by, say) })}</span>
      </p>
      <select
        className="field min-h-0 w-auto py-1 text-sm"
        aria-label={say(raceWords.whatCounts)}
        value={by}
        onChange={(event) => onByChange(known.find((each) => each === event.target.value) ?? by)}
      >
        {known.map((measure) => (
          <option key={measure} value={measure}>
            {say(measureWords[measure].title)}
          </option>
        ))}
      </select>
      {isAtEnd ? (
        <span
          data-testid="end-pill"
          className={`order-2 inline-flex min-w-20 sm:order-none items-center justify-center gap-2 rounded-full border px-3 py-1 text-sm font-medium ${isGoingOn ? 'border-ink text-ink' : 'border-line text-mute'}`}
        >
          {isGoingOn ? <span aria-hidden="true" className="size-2 rounded-full bg-ink breathing" /> : null}
          {say(race.isOpening ? raceWords.isOpening : isGoingOn ? runWords.live : raceWords.over)}
        </span>
      ) : (
        <button
          type="button"
          data-testid="end-pill"
          className="button order-2 min-h-0 min-w-20 sm:order-none rounded-full py-1"
          title={`${say(isGoingOn ? runWords.toLiveEnd : runWords.toEnd)} ( L )`}
          onClick={() => seek(undefined)}
        >
          {say(isGoingOn ? runWords.toLive : runWords.toEnd)} <Icon name="arrow" size={14} />
        </button>
      )}
    </section>
  );
}
