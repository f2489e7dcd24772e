'use client';

import { useMemo, type Ref } from 'react';
import type { LogMark } from '@/lib/client';
import { longestSilenceMs, seqAtTime, timeOfSeq, workedAt } from '@/lib/tree';
import { runWords } from '@/lib/words';
import { Icon } from '@/components/ui/icon';
import { formatCount, formatSeconds } from '@/components/ui/numbers';
import { Said } from '@/components/ui/said';
import { useSay } from '@/components/ui/use-language';
import { SpeedSelect } from './speed-select';
import { ReplayButton } from './replay-button';
import { ScrubberMarks } from './scrubber-marks';
import type { Playback } from './use-playback';

interface ScrubberProps {
  readonly playback: Playback;
  readonly marks: readonly LogMark[];
  /** More entries may come. */
  readonly isUnderWay: boolean;
  readonly isLive: boolean;
  /** Part of the log is on its way: how long it is, is not known. */
  readonly isArriving: boolean;
  readonly sliderRef: Ref<HTMLInputElement>;
  readonly onPredict: () => void;
  readonly onPresent: () => void;
}

/** The whole run on one line: where the cursor is, the rounds, playing; the right-hand end is live while the run is. */
export function Scrubber({
  playback,
  marks,
  isUnderWay,
  isLive,
  isArriving,
  sliderRef,
  onPredict,
  onPresent,
}: ScrubberProps) {
  const say = useSay();
  const { timeline, cursor, end, isAtEnd, isPlaying, seek, step } = playback;
  const total = Math.max(1, timeline.durationMs);
  const at = timeOfSeq(timeline, cursor);
  // The line is that of playing; the numbers are those of the run.
  const time = {
    at: formatSeconds(workedAt(timeline, cursor) / 1000),
    total: formatSeconds(workedAt(timeline, end) / 1000),
  };
  const rounds = useMemo(() => marks.filter((mark) => mark.kind === 'round'), [marks]);
  const round = rounds.filter((mark) => mark.seq <= cursor).length;
  return (
    <section
      aria-label={say(runWords.replay)}
      data-chrome
      data-testid="scrubber"
      className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-t border-line bg-panel px-3 py-1.5 print:hidden sm:flex-nowrap sm:px-4"
    >
      <div className="flex items-center" role="group" aria-label={say(runWords.replayControls)}>
        <ReplayButton
          icon="to-start"
          label={say(runWords.toStart)}
          onClick={() => step('start')}
          isDisabled={cursor <= 1}
        />
        <ReplayButton
          icon="step-back"
          label={say(runWords.previousRound)}
          hint=","
          onClick={() => step('previous-round')}
          isDisabled={cursor <= 1}
        />
        <ReplayButton
          icon={isPlaying ? 'pause' : 'play'}
          label={say(isPlaying ? runWords.pauseReplay : runWords.play)}
          hint={say(runWords.space)}
          onClick={playback.togglePlay}
          isDisabled={end === 0 || (isAtEnd && isUnderWay && !isPlaying)}
        />
        <ReplayButton
          icon="step-forward"
          label={say(runWords.nextRound)}
          hint="."
          onClick={() => step('next-round')}
          isDisabled={isAtEnd}
        />
        <ReplayButton
          icon="question"
          label={say(runWords.guessNext)}
          hint="G"
          onClick={onPredict}
          isDisabled={end === 0}
        />
        <ReplayButton icon="screen" label={say(runWords.present)} hint="B" onClick={onPresent} isDisabled={end === 0} />
        <SpeedSelect speed={playback.speed} onChange={playback.setSpeed} />
      </div>
      <div className="relative order-1 h-9 min-w-0 flex-1 basis-3/5 sm:order-none sm:basis-auto">
        <ScrubberMarks marks={marks} timeline={timeline} at={at / total} />
        <input
          ref={sliderRef}
          type="range"
          aria-label={say(runWords.position)}
          aria-valuetext={
            isArriving
              ? say(runWords.opening)
              : `${say(runWords.positionText, {
                  entry: cursor,
                  entries: end,
                  ...time,
                  round,
                  rounds: rounds.length,
                })}${isAtEnd && isUnderWay ? say(runWords.positionLive) : ''}`
          }
          data-testid="cursor"
          min={0}
          max={total}
          step="any"
          value={isAtEnd ? total : at}
          onChange={(event) =>
            seek(Number(event.target.value) >= total ? end : seqAtTime(timeline, Number(event.target.value)))
          }
          className="scrubber absolute inset-0 h-full w-full"
        />
      </div>
      <p
        data-testid="clock"
        title={say(runWords.timeHint, {
          longest: longestSilenceMs / 1000,
          played: formatSeconds(timeline.durationMs / 1000),
        })}
        className={`ml-auto text-right text-xs leading-tight whitespace-nowrap text-mute sm:ml-0 ${isArriving ? 'invisible' : ''}`}
      >
        <Said
          text={runWords.timeOf}
          parts={{
            at: <span className="text-ink">{time.at}</span>,
            total: time.total,
          }}
        />
        <span className="hidden lg:block">
          {say(runWords.entryOf, { entry: formatCount(cursor), entries: formatCount(end) })}
        </span>
      </p>
      <EndPill
        isAtEnd={isAtEnd}
        isUnderWay={isUnderWay}
        isLive={isLive}
        isArriving={isArriving}
        onReturn={() => seek(end)}
      />
    </section>
  );
}

interface EndPillProps {
  readonly isAtEnd: boolean;
  readonly isUnderWay: boolean;
  readonly isLive: boolean;
  readonly isArriving: boolean;
  readonly onReturn: () => void;
}

/** Live, or the way back to it. */
function EndPill({ isAtEnd, isUnderWay, isLive, isArriving, onReturn }: EndPillProps) {
  const say = useSay();
  if (isAtEnd) {
    return (
      <span
        data-testid="end-pill"
        className={`order-2 inline-flex min-w-20 sm:order-none items-center justify-center gap-2 rounded-full whitespace-nowrap border px-3 py-1 text-sm font-medium ${isLive ? 'border-ink text-ink' : 'border-line text-mute'}`}
      >
        {isLive ? <span aria-hidden="true" className="size-2 rounded-full bg-ink breathing" /> : null}
        {say(isArriving ? runWords.isOpening : isLive ? runWords.live : isUnderWay ? runWords.paused : runWords.theEnd)}
      </span>
    );
  }
  return (
    <button
      type="button"
      data-testid="end-pill"
      className="button order-2 min-h-0 min-w-20 shrink-0 sm:order-none rounded-full py-1 whitespace-nowrap"
      title={`${say(isUnderWay ? runWords.toLiveEnd : runWords.toEnd)} ( L )`}
      onClick={onReturn}
    >
      {say(isUnderWay ? runWords.toLive : runWords.toEnd)} <Icon name="arrow" size={14} />
    </button>
  );
}
